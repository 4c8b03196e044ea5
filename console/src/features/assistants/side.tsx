import type { AssistantView, Id } from '@baton/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { explain } from '../../lib/explain'
import { t } from '../../lib/i18n'
import { keys } from '../../lib/keys'
import { Dialog } from '../../ui/dialog'
import { TextField } from '../../ui/form/text-field'
import { assistantsApi } from './api'
import { Face } from './face'
import { PARTS, type Part } from './parts'

interface SideProps {
  assistants: readonly AssistantView[]
  current: AssistantView
  part: Part
  editable: boolean
  /** Whether a page of the settings is open, whose heading then counts. */
  chosen: boolean
  onOpen: (id: Id) => void
}

/** All assistants, and the pages of the one that is open. */
export function Side({ assistants, current, part, editable, chosen, onOpen }: SideProps) {
  const [creating, setCreating] = useState(false)
  return (
    <nav className="subnav" aria-label={t('asst.settings')}>
      {/* Alone on a phone, where the list is a page of its own; beside a page that page's heading counts. */}
      {!chosen && <h1 className="sr asst-list-title">{t('asst.title')}</h1>}
      <p className="cap">{t('asst.title')}</p>
      {assistants.map((each) => (
        <Link
          key={each.id}
          to="/assistants/$assistantId"
          params={{ assistantId: each.id }}
          search={{ part }}
          aria-current={each.id === current.id ? 'true' : undefined}
        >
          <Face avatar={each.avatar} size={18} />
          <span className="trunc">{each.name}</span>
          <span className="end show">{t(each.archived_at ? 'asst.archived' : 'asst.live')}</span>
        </Link>
      ))}
      {editable && (
        <button type="button" className="subnav-act" onClick={() => setCreating(true)}>
          <Plus className="i" size={16} aria-hidden="true" />
          {t('asst.new')}
        </button>
      )}
      <p className="cap">{current.name}</p>
      {PARTS.map(({ part: each, icon: Icon }) => (
        <Link
          key={each}
          to="/assistants/$assistantId"
          params={{ assistantId: current.id }}
          search={{ part: each }}
          aria-current={each === part ? 'page' : undefined}
        >
          <Icon className="i" size={16} aria-hidden="true" />
          {t(`part.${each}`)}
          {each === 'rules' && current.rules.length > 0 && (
            <span className="end show">{current.rules.length}</span>
          )}
        </Link>
      ))}
      <Create open={creating} onClose={() => setCreating(false)} onOpen={onOpen} />
    </nav>
  )
}

function Create({ open, onClose, onOpen }: { open: boolean; onClose: () => void; onOpen: (id: Id) => void }) {
  const client = useQueryClient()
  const [name, setName] = useState('')
  const create = useMutation({
    mutationFn: () => assistantsApi.create(name.trim()),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: keys.assistants, exact: true })
      setName('')
      onClose()
      onOpen(made.id)
    },
  })
  return (
    <Dialog
      title={t('asst.new')}
      lead={t('asst.newLead')}
      open={open}
      onClose={onClose}
      className="dialog form-dialog"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim()) create.mutate()
        }}
      >
        <TextField
          label={t('asst.name')}
          value={name}
          onValue={setName}
          maxLength={120}
          error={create.error ? explain(create.error) : undefined}
        />
        <div className="acts">
          <button type="button" className="btn" onClick={onClose}>
            {t('common.cancel')}
          </button>
          <button type="submit" className="btn primary" disabled={!name.trim() || create.isPending}>
            {t('asst.create')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

import type { Id, Me } from '@baton/api'
import { ChevronsUpDown, Plus } from 'lucide-react'
import { useState } from 'react'
import { initials } from '../../lib/baton'
import { t } from '../../lib/i18n'
import { Dialog } from '../../ui/dialog'
import { Menu, MenuCaption, MenuChoices, MenuItem, MenuRule } from '../../ui/menu'

/** The workspace at hand, the others, and a new one. */
export function WorkspaceMenu({
  me,
  onSwitch,
  onCreate,
}: {
  me: Me
  onSwitch: (id: Id) => void
  onCreate: (name: string) => Promise<unknown>
}) {
  const [creating, setCreating] = useState(false)
  return (
    <>
      <Menu
        width={240}
        trigger={
          <button type="button" className="ws-switch" title={t('workspace.switch')}>
            <span className="ws-mark" aria-hidden="true">
              {initials(me.workspace.name)}
            </span>
            <span className="trunc">{me.workspace.name}</span>
            <ChevronsUpDown className="i" size={14} aria-hidden="true" />
          </button>
        }
      >
        <MenuCaption>{t('workspace.yours')}</MenuCaption>
        <MenuChoices
          value={me.workspace.id}
          choices={me.workspaces.map(({ id, name }) => ({
            value: id,
            label: <span className="trunc">{name}</span>,
          }))}
          onChoose={onSwitch}
        />
        <MenuRule />
        <MenuItem
          icon={<Plus className="i" size={15} aria-hidden="true" />}
          onSelect={() => setCreating(true)}
        >
          {t('workspace.create')}
        </MenuItem>
      </Menu>
      <CreateWorkspace open={creating} onClose={() => setCreating(false)} onCreate={onCreate} />
    </>
  )
}

function CreateWorkspace({
  open,
  onClose,
  onCreate,
}: {
  open: boolean
  onClose: () => void
  onCreate: (name: string) => Promise<unknown>
}) {
  const [name, setName] = useState('')
  const create = async () => {
    if (!name.trim()) return
    await onCreate(name.trim())
    setName('')
    onClose()
  }
  return (
    <Dialog title={t('workspace.createTitle')} lead={t('workspace.createLead')} open={open} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void create()
        }}
      >
        <label className="lbl dialog-field">
          {t('workspace.name')}
          <span className="input">
            <input
              className="grow"
              value={name}
              maxLength={80}
              onChange={(event) => setName(event.target.value)}
            />
          </span>
        </label>
        <div className="acts">
          <button type="button" className="btn" onClick={onClose}>
            {t('common.cancel')}
          </button>
          <button type="submit" className="btn primary" disabled={!name.trim()}>
            {t('workspace.create')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { explain } from '../../lib/explain'
import { t } from '../../lib/i18n'
import { keys } from '../../lib/keys'
import { ago, useMinutes } from '../../lib/time'
import { toast } from '../../lib/toasts'
import { Dialog } from '../../ui/dialog'
import { TextField } from '../../ui/form/text-field'
import { assistantsApi } from './api'
import { Changes } from './changes'
import type { Draft } from './use-draft'

/** What changes for visitors, before it does. */
export function PublishDialog({
  draft,
  open,
  onClose,
}: {
  draft: Draft
  open: boolean
  onClose: () => void
}) {
  const client = useQueryClient()
  const now = useMinutes()
  const [note, setNote] = useState('')
  const { view } = draft
  const id = view.assistant.id
  const done = async (title: string) => {
    await client.invalidateQueries({ queryKey: keys.assistants })
    setNote('')
    onClose()
    toast({ title })
  }
  const publish = useMutation({
    mutationFn: () => assistantsApi.publish(id, note.trim()),
    onSuccess: ({ version }) => done(t('draft.published', { n: version })),
  })
  const discard = useMutation({
    mutationFn: () => assistantsApi.discard(id),
    onSuccess: () => done(t('draft.discarded')),
  })
  const error = publish.error ?? discard.error
  return (
    <Dialog
      title={t('draft.publishTitle', { name: view.assistant.name })}
      lead={t('draft.publishLead', { n: view.version + 1 })}
      open={open}
      onClose={onClose}
      className="dialog asst-publish"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          publish.mutate()
        }}
      >
        <Changes changes={view.changes} />
        {view.changed_at && view.changed_by && (
          <p className="t-xs muted">
            {t('draft.by', { name: view.changed_by, when: ago(view.changed_at, now) })}
          </p>
        )}
        <TextField
          label={t('draft.note')}
          placeholder={t('draft.notePlaceholder')}
          value={note}
          onValue={setNote}
          maxLength={500}
        />
        {error && (
          <p className="form-problem" role="alert">
            {explain(error)}
          </p>
        )}
        <div className="acts">
          <button
            type="button"
            className="btn ghost danger-soft"
            disabled={discard.isPending}
            onClick={() => discard.mutate()}
          >
            {t('draft.discard')}
          </button>
          <span className="grow" />
          <button type="button" className="btn" onClick={onClose}>
            {t('common.cancel')}
          </button>
          <button type="submit" className="btn primary" disabled={publish.isPending}>
            {t('draft.publish')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

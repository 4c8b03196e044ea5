import type { CannedReply } from '@baton/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { explain } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { problemOf } from '../../../lib/problem'
import { useMe } from '../../../lib/queries'
import { cannedQuery, fill, teamApi, VARIABLES } from '../../../lib/team'
import { toast } from '../../../lib/toasts'
import { Dialog } from '../../../ui/dialog'
import { FormEnd } from '../../../ui/form/form-end'
import { SelectField } from '../../../ui/form/select-field'
import { TextField } from '../../../ui/form/text-field'

const EXAMPLE = '{{contact.first_name|there}}'
/** Somebody to read the preview. */
const READER = 'Hannah Brooks'

/** Writes a canned reply or changes one, with what a contact would read beside it. */
export function EditReply({ reply, onClose }: { reply: CannedReply | null; onClose: () => void }) {
  const client = useQueryClient()
  const me = useMe()
  const id = useId()
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? '')
  const [body, setBody] = useState(reply?.body ?? '')
  const [who, setWho] = useState<'shared' | 'own'>(reply && !reply.shared ? 'own' : 'shared')
  const save = useMutation({
    mutationFn: () => {
      const next = { shortcut, body, shared: who === 'shared' }
      return reply ? teamApi.updateCanned(reply.id, next) : teamApi.createCanned(next)
    },
    onSuccess: (kept) => {
      void client.invalidateQueries({ queryKey: cannedQuery.queryKey })
      toast({ title: t('canned.saved', { shortcut: kept.shortcut }) })
      onClose()
    },
  })
  const fields = problemOf(save.error)?.fields
  const shown = fill(body, {
    'contact.name': READER,
    'contact.first_name': READER.split(' ')[0] ?? '',
    'contact.email': 'hannah@example.com',
    'agent.name': me.user.name,
    'agent.first_name': me.user.name.split(/\s+/)[0] ?? '',
    'assistant.name': 'Scout',
    'workspace.name': me.workspace.name,
  })
  return (
    <Dialog
      title={reply ? t('canned.edit', { shortcut: reply.shortcut }) : t('canned.new')}
      open
      onClose={onClose}
      className="dialog form-dialog"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!save.isPending) save.mutate()
        }}
      >
        <TextField
          label={t('canned.shortcut')}
          hint={t('canned.shortcutHint', { shortcut: shortcut || 'hello' })}
          error={fields?.shortcut}
          value={shortcut}
          onValue={setShortcut}
          maxLength={32}
          autoComplete="off"
        />
        <div className="form-field">
          <label className="lbl" htmlFor={id}>
            {t('canned.body')}
          </label>
          <span className={fields?.body ? 'input area is-wrong' : 'input area'}>
            <textarea
              id={id}
              rows={5}
              maxLength={4000}
              value={body}
              onChange={(event) => setBody(event.target.value)}
              aria-invalid={fields?.body ? true : undefined}
              aria-describedby={`${id}-note`}
            />
          </span>
          <p id={`${id}-note`} className={fields?.body ? 'field-note wrong' : 'field-note'}>
            {fields?.body ?? t('canned.bodyHint', { variables: VARIABLES.join(', '), example: EXAMPLE })}
          </p>
        </div>
        {body.includes('{{') && (
          <p className="canned-shown">
            <span className="muted t-xs">{t('canned.preview', { name: READER })}</span>
            {shown}
          </p>
        )}
        <SelectField
          label={t('canned.who')}
          value={who}
          onValue={setWho}
          choices={[
            { value: 'shared', label: t('canned.shared') },
            { value: 'own', label: t('canned.own') },
          ]}
        />
        <FormEnd
          problem={save.error && !fields && explain(save.error)}
          submit={t(save.isPending ? 'canned.saving' : 'canned.save')}
          disabled={save.isPending || !shortcut || !body.trim()}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  )
}

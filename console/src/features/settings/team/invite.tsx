import type { Role, SentInvitation } from '@baton/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { explain } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { keys } from '../../../lib/keys'
import { problemOf } from '../../../lib/problem'
import { Dialog } from '../../../ui/dialog'
import { CopyField } from '../../../ui/form/copy-field'
import { FormEnd } from '../../../ui/form/form-end'
import { SelectField } from '../../../ui/form/select-field'
import { TextField } from '../../../ui/form/text-field'
import { invite } from './api'
import { GIVEN } from './role-pick'

/** Asks for address and role, then shows the link. */
export function Invite({ open, onClose }: { open: boolean; onClose: () => void }) {
  const client = useQueryClient()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('editor')
  const sending = useMutation({
    mutationFn: () => invite({ email: email.trim(), role }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.members }),
  })
  const close = () => {
    onClose()
    sending.reset()
    setEmail('')
  }
  if (sending.data) return <InvitationLink sent={sending.data} open={open} onClose={close} />
  const fields = problemOf(sending.error)?.fields
  const problem = sending.error && !fields?.email ? explain(sending.error) : undefined
  return (
    <Dialog
      title={t('team.inviteTitle')}
      lead={t('team.inviteLead')}
      open={open}
      onClose={close}
      className="dialog form-dialog"
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (email.trim() && !sending.isPending) sending.mutate()
        }}
      >
        <TextField
          label={t('team.email')}
          type="email"
          autoComplete="off"
          error={fields?.email}
          value={email}
          onValue={setEmail}
        />
        <SelectField
          label={t('team.role')}
          value={role}
          onValue={setRole}
          choices={GIVEN.map((each) => ({ value: each, label: t(`role.${each}`) }))}
          hint={t(`role.${role}.can`)}
        />
        <FormEnd
          problem={problem}
          submit={t('team.inviteSubmit')}
          disabled={!email.trim() || sending.isPending}
          onCancel={close}
        />
      </form>
    </Dialog>
  )
}

/** The link of an invitation, which is shown this once. */
export function InvitationLink({
  sent,
  open,
  onClose,
}: {
  sent: SentInvitation
  open: boolean
  onClose: () => void
}) {
  return (
    <Dialog
      title={t('team.linkTitle', { email: sent.email })}
      lead={t(sent.mailed ? 'team.linkMailed' : 'team.linkLead')}
      open={open}
      onClose={onClose}
      className="dialog form-dialog"
    >
      <CopyField label={t('team.link')} text={sent.link} />
      <div className="acts">
        <button type="button" className="btn primary" onClick={onClose}>
          {t('team.linkDone')}
        </button>
      </div>
    </Dialog>
  )
}

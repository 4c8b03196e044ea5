import type { Role } from '@baton/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { explain } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { problemOf } from '../../../lib/problem'
import { useMe } from '../../../lib/queries'
import { Dialog } from '../../../ui/dialog'
import { CopyField } from '../../../ui/form/copy-field'
import { FormEnd } from '../../../ui/form/form-end'
import { SelectField } from '../../../ui/form/select-field'
import { TextField } from '../../../ui/form/text-field'
import { createToken, tokensQuery } from './api'

const ROLES: Role[] = ['owner', 'admin', 'editor', 'viewer']

/** Asks for name and role, then shows the token, this once. */
export function CreateToken({ open, onClose }: { open: boolean; onClose: () => void }) {
  const client = useQueryClient()
  const me = useMe()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const create = useMutation({
    mutationFn: () => createToken({ name: name.trim(), role }),
    onSuccess: () => client.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  })
  const close = () => {
    onClose()
    create.reset()
    setName('')
  }
  const fields = problemOf(create.error)?.fields
  if (create.data)
    return (
      <Dialog
        title={t('tokens.madeTitle')}
        lead={t('tokens.madeLead')}
        open={open}
        onClose={close}
        className="dialog form-dialog"
      >
        <CopyField label={t('tokens.secret')} text={create.data.token} />
        <div className="acts">
          <button type="button" className="btn primary" onClick={close}>
            {t('tokens.done')}
          </button>
        </div>
      </Dialog>
    )
  return (
    <Dialog title={t('tokens.createTitle')} open={open} onClose={close} className="dialog form-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() && !create.isPending) create.mutate()
        }}
      >
        <TextField
          label={t('tokens.name')}
          hint={t('tokens.nameHint')}
          error={fields?.name}
          value={name}
          onValue={setName}
          maxLength={80}
          autoComplete="off"
        />
        <SelectField
          label={t('tokens.role')}
          value={role}
          onValue={setRole}
          choices={ROLES.slice(ROLES.indexOf(me.role)).map((each) => ({
            value: each,
            label: t(`role.${each}`),
          }))}
          hint={t(`role.${role}.can`)}
        />
        <FormEnd
          problem={create.error && !fields && explain(create.error)}
          submit={t('tokens.create')}
          disabled={!name.trim() || create.isPending}
          onCancel={close}
        />
      </form>
    </Dialog>
  )
}

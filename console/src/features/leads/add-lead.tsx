import type { Lead } from '@baton/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { explain } from '../../lib/explain'
import { t } from '../../lib/i18n'
import { useShortcut } from '../../lib/keyboard/use-shortcut'
import { keys } from '../../lib/keys'
import { problemOf } from '../../lib/problem'
import { assistantsQuery } from '../../lib/queries'
import { toast } from '../../lib/toasts'
import { Dialog } from '../../ui/dialog'
import { FormEnd } from '../../ui/form/form-end'
import { addLead } from './api'
import { LeadField } from './field'

const EMPTY = { name: '', email: '', phone: '', wants: '' }
const FIELDS = [
  ['name', 'text', 120],
  ['email', 'email', 254],
  ['phone', 'tel', 40],
  ['wants', 'text', 500],
] as const

/** A lead that came by telephone or over a fence. */
export function AddLead({ onAdded }: { onAdded: (lead: Lead) => void }) {
  const client = useQueryClient()
  const { data: assistants } = useQuery(assistantsQuery)
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<string>()
  const [values, setValues] = useState(EMPTY)
  const assistant = chosen ?? assistants?.items[0]?.id
  const add = useMutation({
    mutationFn: () => addLead({ assistant_id: assistant ?? '', ...values }),
    onSuccess: (lead) => {
      const name = lead.name ?? lead.email ?? lead.phone ?? t('leads.card')
      const isNew = lead.created_at === lead.updated_at
      toast({ title: t(isNew ? 'leads.added' : 'leads.merged', { name }) })
      close()
      void client.invalidateQueries({ queryKey: keys.allLeads })
      void client.invalidateQueries({ queryKey: keys.counts })
      onAdded(lead)
    },
  })
  const close = () => {
    setOpen(false)
    setValues(EMPTY)
    add.reset()
  }
  const show = () => setOpen(true)
  useShortcut('createLead', show)
  const faults = (add.isError && problemOf(add.error)?.fields) || {}
  const ready = Boolean(assistant && (values.name || values.email || values.phone)) && !add.isPending
  return (
    <>
      <button type="button" className="btn primary" onClick={show}>
        <Plus className="i" size={15} aria-hidden="true" />
        {t('leads.add')}
      </button>
      <Dialog title={t('leads.addTitle')} lead={t('leads.addLead')} open={open} onClose={close}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (ready) add.mutate()
          }}
        >
          {FIELDS.map(([key, type, longest]) => (
            <LeadField
              key={key}
              label={t(`leads.${key}`)}
              type={type}
              maxLength={longest}
              value={values[key]}
              fault={faults[key]}
              onValue={(value) => setValues({ ...values, [key]: value })}
            />
          ))}
          {assistants && assistants.items.length > 1 && (
            <label className="lbl dialog-field">
              {t('leads.assistant')}
              <span className="input select">
                <select value={assistant} onChange={(event) => setChosen(event.target.value)}>
                  {assistants.items.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              </span>
            </label>
          )}
          <FormEnd
            problem={add.isError && !Object.keys(faults).length && explain(add.error)}
            submit={t('leads.add')}
            disabled={!ready}
            onCancel={close}
          />
        </form>
      </Dialog>
    </>
  )
}

import type { LeadField, LeadPrompt } from '@baton/api'
import { useId, useState } from 'react'
import { t } from '../../../lib/i18n'
import { FormCard, FormRow } from '../../../ui/form/row'
import { Switcher } from '../../../ui/form/switcher'
import type { Draft } from '../use-draft'
import { FieldEditor } from './field-editor'
import { added, KINDS } from './lead-fields'
import { NumberInput } from './number-input'
import { Pick } from './pick'

const FIELDS = 12

/** When details are asked for, and which. */
export function LeadForm({ draft }: { draft: Draft }) {
  const { assistant, set, faults, editable } = draft
  const id = useId()
  const [said, setSaid] = useState('')
  const { lead_form: form, lead_prompt: prompt } = assistant
  const put = (fields: LeadField[]) => set({ lead_form: { ...form, fields } })
  const move = (from: number, to: number) => {
    const fields = [...form.fields]
    const [field] = fields.splice(from, 1)
    if (!field) return
    fields.splice(to, 0, field)
    put(fields)
    setSaid(t('lf.moved', { label: field.label, n: to + 1 }))
  }
  return (
    <>
      <FormCard>
        <FormRow
          label={t('lf.when')}
          hint={t('lf.whenHint')}
          control={`${id}-when`}
          error={faults.lead_prompt}
        >
          <Pick<LeadPrompt['mode']>
            id={`${id}-when`}
            value={prompt.mode}
            disabled={!editable}
            choices={[
              { value: 'after_turns', label: t('lf.after') },
              { value: 'on_intent', label: t('lf.intent') },
              { value: 'off', label: t('lf.off') },
            ]}
            onValue={(mode) => set({ lead_prompt: { ...prompt, mode } })}
          />
        </FormRow>
        {prompt.mode === 'after_turns' && (
          <FormRow label={t('lf.turns')} control={`${id}-turns`}>
            <NumberInput
              id={`${id}-turns`}
              value={prompt.turns}
              min={1}
              max={20}
              disabled={!editable}
              onValue={(turns) => set({ lead_prompt: { ...prompt, turns } })}
            />
          </FormRow>
        )}
        <FormRow label={t('lf.first')} hint={t('lf.firstHint')}>
          <Switcher
            label={t('lf.first')}
            on={assistant.form_first}
            disabled={!editable}
            onToggle={(form_first) => set({ form_first })}
          />
        </FormRow>
      </FormCard>
      <FormCard title={t('lf.fields')}>
        <FormRow label={t('lf.title')} control={`${id}-title`} error={faults.lead_form}>
          <span className="input">
            <input
              id={`${id}-title`}
              className="grow"
              value={form.title}
              maxLength={120}
              readOnly={!editable}
              onChange={(event) => set({ lead_form: { ...form, title: event.target.value } })}
            />
          </span>
        </FormRow>
        <ol className="asst-fields">
          {form.fields.map((field, at) => (
            <FieldEditor
              key={field.key}
              field={field}
              editable={editable}
              first={at === 0}
              last={at === form.fields.length - 1}
              onField={(next) => put(form.fields.map((each, n) => (n === at ? next : each)))}
              onMove={(by) => move(at, at + by)}
              onRemove={() => put(form.fields.filter((_, n) => n !== at))}
            />
          ))}
        </ol>
        <p className="sr" role="status">
          {said}
        </p>
        {editable && form.fields.length < FIELDS && (
          <div className="asst-add">
            <Pick<LeadField['type'] | ''>
              label={t('lf.add')}
              value=""
              choices={[
                { value: '', label: t('lf.add') },
                ...KINDS.map((kind) => ({ value: kind, label: t(`lf.type.${kind}`) })),
              ]}
              onValue={(kind) => kind && put([...form.fields, added(kind, form.fields)])}
            />
          </div>
        )}
      </FormCard>
    </>
  )
}

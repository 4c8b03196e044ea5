import type { Rule } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { ambient } from '../../../lib/ambient'
import { t, teach } from '../../../lib/i18n'
import { rules as words } from '../../../lib/i18n/en/rules'
import { toastWithUndo } from '../../../lib/toasts'
import { Empty } from '../../../ui/empty'
import { countsOfRulesQuery } from '../api'
import type { Draft } from '../use-draft'
import { RuleCard } from './rule-card'
import { Summary } from './summary'

teach(words)

const MOST = 50
const ON = 20

/** What the assistant does by itself, those that win first. */
export function Rules({ draft, onTry }: { draft: Draft; onTry: (rule: Rule, variant: number) => void }) {
  const { assistant, set, faults, editable } = draft
  const [open, setOpen] = useState<string | null>(null)
  const { data: counts } = useQuery(countsOfRulesQuery(assistant.id))
  const { rules } = assistant
  const on = rules.filter((rule) => rule.enabled).length
  const put = (next: Rule[]) => set({ rules: [...next].sort((a, b) => b.priority - a.priority) })
  const add = () => {
    const rule: Rule = {
      id: ambient.id(),
      name: t('rule.unnamed'),
      enabled: on < ON,
      priority: rules.reduce((most, each) => Math.max(most, each.priority), 0) + 1,
      when: [{ type: 'time', seconds: 30 }],
      actions: [
        {
          share: 100,
          do: {
            type: 'buttons',
            text: assistant.greeting.slice(0, 200) || t('rule.unnamed'),
            buttons: [{ label: t('rule.deed.lead_form'), do: { type: 'lead_form' } }],
          },
        },
      ],
      cap: 'session',
    }
    put([...rules, rule])
    setOpen(rule.id)
  }
  const remove = (rule: Rule) => {
    put(rules.filter(({ id }) => id !== rule.id))
    toastWithUndo({ title: t('rule.deleted', { name: rule.name }) }, t('common.undo'), () =>
      put([...rules.filter(({ id }) => id !== rule.id), rule]),
    )
  }
  return (
    <>
      <Summary assistant={assistant} />
      {faults.rules && (
        <p className="form-problem" role="alert">
          {faults.rules}
        </p>
      )}
      {rules.length === 0 && (
        <Empty picture="lines" title={t('rule.none')} detail={t('rule.noneDetail')}>
          {editable && (
            <button type="button" className="btn primary" onClick={add}>
              {t('rule.add')}
            </button>
          )}
        </Empty>
      )}
      <div className="asst-rules">
        {rules.map((rule) => (
          <RuleCard
            key={rule.id}
            rule={rule}
            name={assistant.name}
            counts={counts?.items.filter((each) => each.rule === rule.id) ?? []}
            open={open === rule.id}
            editable={editable}
            canTurnOn={on < ON}
            onOpen={(next) => setOpen(next ? rule.id : null)}
            onRule={(next) => put(rules.map((each) => (each.id === rule.id ? next : each)))}
            onRemove={() => remove(rule)}
            onTry={(variant) => onTry(rule, variant)}
          />
        ))}
      </div>
      {editable && rules.length > 0 && rules.length < MOST && (
        <button type="button" className="btn asst-add-rule" onClick={add}>
          <Plus className="i" size={14} aria-hidden="true" />
          {t('rule.add')}
        </button>
      )}
      {on >= ON && <p className="field-note">{t('rule.many')}</p>}
    </>
  )
}

import type { Rule } from '@baton/api'
import { Plus, X } from 'lucide-react'
import { useId } from 'react'
import { t } from '../../../lib/i18n'
import { Switcher } from '../../../ui/form/switcher'
import { IconButton } from '../../../ui/icon-button'
import { NumberInput } from '../parts/number-input'
import { Pick } from '../parts/pick'
import { ActionEditor } from './action-editor'
import { ConditionEditor } from './condition-editor'
import { conditionOf } from './words'

interface RuleEditorProps {
  rule: Rule
  editable: boolean
  onRule: (rule: Rule) => void
}

/** Everything that can be set about a rule. */
export function RuleEditor({ rule, editable, onRule }: RuleEditorProps) {
  const id = useId()
  const { when, actions } = rule
  const [first, second] = actions
  const compare = (on: boolean) => {
    if (!first) return
    onRule({
      ...rule,
      actions: on
        ? [
            { ...first, share: 50 },
            { share: 50, do: { type: 'lead_form' } },
          ]
        : [{ ...first, share: 100 }],
    })
  }
  const rest = 100 - actions.reduce((sum, { share }) => sum + share, 0)
  return (
    <fieldset className="asst-rule" disabled={!editable}>
      <legend className="sr">{rule.name}</legend>
      <div className="asst-pair">
        <div>
          <label className="lbl" htmlFor={`${id}-name`}>
            {t('rule.name')}
          </label>
          <span className="input">
            <input
              id={`${id}-name`}
              className="grow"
              value={rule.name}
              maxLength={80}
              onChange={(event) => onRule({ ...rule, name: event.target.value })}
            />
          </span>
        </div>
        <div>
          <label className="lbl" htmlFor={`${id}-priority`} title={t('rule.priorityHint')}>
            {t('rule.priority')}
          </label>
          <NumberInput
            id={`${id}-priority`}
            value={rule.priority}
            min={-1000}
            max={1000}
            onValue={(priority) => onRule({ ...rule, priority })}
          />
        </div>
        <div>
          <label className="lbl" htmlFor={`${id}-cap`}>
            {t('rule.cap')}
          </label>
          <Pick<Rule['cap']>
            id={`${id}-cap`}
            value={rule.cap}
            choices={(['visit', 'session', 'ever'] as const).map((cap) => ({
              value: cap,
              label: t(`rule.cap.${cap}`),
            }))}
            onValue={(cap) => onRule({ ...rule, cap })}
          />
        </div>
      </div>
      {when.map((condition, at) => (
        <div className="cond" key={at}>
          <span className="k">{t(at ? 'rule.and' : 'rule.when')}</span>
          <ConditionEditor
            condition={condition}
            n={at + 1}
            onCondition={(next) => onRule({ ...rule, when: when.map((each, n) => (n === at ? next : each)) })}
          />
          {when.length > 1 && (
            <IconButton
              size="sm"
              label={t('rule.removeCondition')}
              onClick={() => onRule({ ...rule, when: when.filter((_, n) => n !== at) })}
            >
              <X className="i" size={14} aria-hidden="true" />
            </IconButton>
          )}
        </div>
      ))}
      {when.length < 8 && (
        <button
          type="button"
          className="btn ghost sm asst-indent"
          onClick={() => onRule({ ...rule, when: [...when, conditionOf('url')] })}
        >
          <Plus className="i" size={13} aria-hidden="true" />
          {t('rule.addCondition')}
        </button>
      )}
      {actions.map((variant, at) => (
        <div className="cond top" key={at}>
          <span className="k">{t('rule.thenLabel')}</span>
          <div className="asst-action">
            <ActionEditor
              action={variant.do}
              label={t(second ? (at ? 'rule.actionB' : 'rule.actionA') : 'rule.action')}
              onAction={(next) =>
                onRule({
                  ...rule,
                  actions: actions.map((each, n) => (n === at ? { ...each, do: next } : each)),
                })
              }
            />
            {second && (
              <NumberInput
                label={t('rule.share')}
                value={variant.share}
                min={1}
                max={100 - (actions[1 - at]?.share ?? 0)}
                unit="%"
                onValue={(share) =>
                  onRule({
                    ...rule,
                    actions: actions.map((each, n) => (n === at ? { ...each, share } : each)),
                  })
                }
              />
            )}
          </div>
        </div>
      ))}
      <div className="row asst-indent">
        <Switcher label={t('rule.compare')} on={!!second} disabled={!editable} onToggle={compare} />
        <span>{t('rule.compare')}</span>
        <span className="muted t-xs">
          {second && rest > 0 ? t('rule.rest', { n: rest }) : t('rule.compareHint')}
        </span>
      </div>
    </fieldset>
  )
}

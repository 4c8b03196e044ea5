import type { RuleCondition } from '@baton/api'
import { t } from '../../../lib/i18n'
import { NumberInput } from '../parts/number-input'
import { Pick } from '../parts/pick'
import { CONDITIONS, conditionOf } from './words'

interface ConditionEditorProps {
  condition: RuleCondition
  n: number
  onCondition: (condition: RuleCondition) => void
}

/** One condition: its kind, and what the kind wants to know. */
export function ConditionEditor({ condition, n, onCondition }: ConditionEditorProps) {
  return (
    <>
      <Pick<RuleCondition['type']>
        small
        label={t('rule.condition', { n })}
        value={condition.type}
        choices={CONDITIONS.map((type) => ({ value: type, label: t(`rule.kind.${type}`) }))}
        onValue={(type) => onCondition(conditionOf(type))}
      />
      <More condition={condition} onCondition={onCondition} />
    </>
  )
}

function More({ condition, onCondition }: Omit<ConditionEditorProps, 'n'>) {
  switch (condition.type) {
    case 'exit_intent':
    case 'returning':
      return null
    case 'idle':
    case 'time':
      return (
        <NumberInput
          label={t('rule.seconds')}
          value={condition.seconds}
          min={condition.type === 'idle' ? 1 : 0}
          max={3600}
          unit={t('rule.seconds').toLowerCase()}
          onValue={(seconds) => onCondition({ ...condition, seconds })}
        />
      )
    case 'scroll':
      return (
        <NumberInput
          label={t('rule.percent')}
          value={condition.percent}
          min={1}
          max={100}
          unit="%"
          onValue={(percent) => onCondition({ ...condition, percent })}
        />
      )
    case 'utm':
      return (
        <>
          <Line
            label={t('rule.utmName')}
            value={condition.name}
            onValue={(name) => onCondition({ ...condition, name })}
          />
          <Line
            label={t('rule.utmValue')}
            value={condition.value}
            onValue={(value) => onCondition({ ...condition, value })}
          />
        </>
      )
    case 'url':
      return (
        <>
          <Pick
            small
            label={t('rule.how')}
            value={condition.how}
            choices={(['contains', 'is', 'starts'] as const).map((how) => ({
              value: how,
              label: t(`rule.how.${how}`),
            }))}
            onValue={(how) => onCondition({ ...condition, how })}
          />
          <Line
            label={t('rule.address')}
            value={condition.value}
            onValue={(value) => onCondition({ ...condition, value })}
          />
        </>
      )
    case 'event':
      return (
        <>
          <Line
            label={t('rule.eventName')}
            value={condition.name}
            onValue={(name) => onCondition({ ...condition, name })}
          />
          <span className="field-note">{t('rule.eventHint', { name: condition.name })}</span>
        </>
      )
  }
}

export function Line({
  label,
  value,
  max = 300,
  onValue,
}: {
  label: string
  value: string
  max?: number
  onValue: (value: string) => void
}) {
  return (
    <span className="input asst-line">
      <input
        className="grow"
        aria-label={label}
        placeholder={label}
        value={value}
        maxLength={max}
        onChange={(event) => onValue(event.target.value)}
      />
    </span>
  )
}

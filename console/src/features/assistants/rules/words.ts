import type { RuleAction, RuleCondition } from '@baton/api'
import { t } from '../../../lib/i18n'

/** A condition as part of a sentence. */
export function conditionWords(condition: RuleCondition): string {
  switch (condition.type) {
    case 'exit_intent':
    case 'returning':
      return t(`rule.${condition.type}`)
    case 'idle':
    case 'time':
      return t(`rule.${condition.type}`, { n: condition.seconds })
    case 'scroll':
      return t('rule.scroll', { n: condition.percent })
    case 'utm':
      return condition.value
        ? t('rule.utm', { name: condition.name, value: condition.value })
        : t('rule.utmAny', { name: condition.name })
    case 'url':
      return t(`rule.url.${condition.how}`, { value: condition.value })
    case 'event':
      return t('rule.event', { name: condition.name })
  }
}

/** An action as part of a sentence. */
export function actionWords(action: RuleAction, name: string): string {
  return action.type === 'answer' ? t('rule.says.answer', { name }) : t(`rule.says.${action.type}`)
}

/** A condition of a kind, to begin with. */
export function conditionOf(type: RuleCondition['type']): RuleCondition {
  switch (type) {
    case 'exit_intent':
    case 'returning':
      return { type }
    case 'idle':
    case 'time':
      return { type, seconds: 30 }
    case 'scroll':
      return { type, percent: 50 }
    case 'utm':
      return { type, name: 'utm_source', value: '' }
    case 'url':
      return { type, how: 'contains', value: '/' }
    case 'event':
      return { type, name: 'cart_abandoned' }
  }
}

/** An action of a kind, with what was written already. */
export function actionOf(type: RuleAction['type'], before: RuleAction): RuleAction {
  const text = 'text' in before ? before.text : ''
  switch (type) {
    case 'lead_form':
    case 'person':
      return { type }
    case 'answer':
      return { type, text: text || '…', open: true }
    case 'buttons':
      return {
        type,
        text: text || '…',
        buttons: [{ label: t('rule.deed.lead_form'), do: { type: 'lead_form' } }],
      }
  }
}

export const CONDITIONS = [
  'time',
  'scroll',
  'idle',
  'exit_intent',
  'returning',
  'utm',
  'url',
  'event',
] as const satisfies readonly RuleCondition['type'][]
export const ACTIONS = [
  'buttons',
  'lead_form',
  'person',
  'answer',
] as const satisfies readonly RuleAction['type'][]

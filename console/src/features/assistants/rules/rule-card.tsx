import type { Rule, RuleCount } from '@baton/api'
import { ChevronDown, ChevronUp, Play, Target, Trash2 } from 'lucide-react'
import { Fragment, useId } from 'react'
import { t } from '../../../lib/i18n'
import { Switcher } from '../../../ui/form/switcher'
import { IconButton } from '../../../ui/icon-button'
import { RuleEditor } from './rule-editor'
import { actionWords, conditionWords } from './words'

interface RuleCardProps {
  rule: Rule
  /** The assistant's. */
  name: string
  counts: readonly RuleCount[]
  open: boolean
  editable: boolean
  canTurnOn: boolean
  onOpen: (open: boolean) => void
  onRule: (rule: Rule) => void
  onRemove: () => void
  onTry: (variant: number) => void
}

/** A rule as a sentence; open, as what can be set. */
export function RuleCard({
  rule,
  name,
  counts,
  open,
  editable,
  canTurnOn,
  onOpen,
  onRule,
  onRemove,
  onTry,
}: RuleCardProps) {
  const id = useId()
  return (
    <article className={open ? 'rule open' : 'rule'}>
      <div className="rule-h">
        <button
          type="button"
          className="rule-open"
          aria-expanded={open}
          aria-controls={id}
          aria-label={t(open ? 'rule.close' : 'rule.edit', { name: rule.name })}
          onClick={() => onOpen(!open)}
        >
          {open ? (
            <ChevronUp className="i" size={15} aria-hidden="true" />
          ) : (
            <ChevronDown className="i" size={15} aria-hidden="true" />
          )}
          <span className="grow">{open ? <b>{rule.name}</b> : <Sentence rule={rule} name={name} />}</span>
        </button>
        {open && editable && (
          <IconButton size="sm" label={t('rule.delete', { name: rule.name })} onClick={onRemove}>
            <Trash2 className="i" size={14} aria-hidden="true" />
          </IconButton>
        )}
        <Switcher
          label={t('rule.on', { name: rule.name })}
          on={rule.enabled}
          disabled={!editable || (!rule.enabled && !canTurnOn)}
          onToggle={(enabled) => onRule({ ...rule, enabled })}
        />
      </div>
      {open && (
        <div className="rule-b" id={id}>
          <RuleEditor rule={rule} editable={editable} onRule={onRule} />
          <footer>
            <Counts rule={rule} counts={counts} />
            <span className="grow" />
            <button type="button" className="btn sm" onClick={() => onTry(0)}>
              <Play className="i" size={13} aria-hidden="true" />
              {t('rule.try')}
            </button>
            {rule.actions.length > 1 && (
              <button type="button" className="btn sm" onClick={() => onTry(1)}>
                {t('rule.tryB')}
              </button>
            )}
          </footer>
        </div>
      )}
    </article>
  )
}

function Sentence({ rule, name }: { rule: Rule; name: string }) {
  return (
    <>
      <span className="k">{t('rule.when')}</span>{' '}
      {rule.when.map((condition, at) => (
        <Fragment key={at}>
          {at > 0 && <span className="k"> {t('rule.and')} </span>}
          <b>{conditionWords(condition)}</b>
        </Fragment>
      ))}{' '}
      <span className="k">{t('rule.then')}</span>{' '}
      <b>{rule.actions.map((variant) => actionWords(variant.do, name)).join(' / ')}</b>
    </>
  )
}

function Counts({ rule, counts }: { rule: Rule; counts: readonly RuleCount[] }) {
  const of = (variant: number) => {
    const found = counts.find((each) => each.variant === variant)
    const { shown = 0, clicked = 0, led = 0, won = 0 } = found ?? {}
    return { shown, clicked, led, won }
  }
  return (
    <span className="t-xs muted row tight">
      <Target className="i" size={14} aria-hidden="true" />
      {rule.actions.length === 1
        ? t('rule.counts', of(0))
        : ['A', 'B'].map((part, at) => t('rule.countsOf', { part, ...of(at) })).join(' · ')}
    </span>
  )
}

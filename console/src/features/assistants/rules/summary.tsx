import type { Assistant } from '@baton/api'
import { Link } from '@tanstack/react-router'
import { t } from '../../../lib/i18n'

/** What happens without any rule, and where that is set. */
export function Summary({ assistant }: { assistant: Assistant }) {
  const { threshold, handover, lead_prompt, id } = assistant
  const ask = { after_turns: 'lf.after', on_intent: 'lf.intent', off: 'lf.off' } as const
  const facts = [
    {
      part: 'instructions' as const,
      label: t('rule.summaryBelow'),
      value: t('rule.confidence', { n: threshold.toFixed(2) }),
    },
    {
      part: 'handover' as const,
      label: t('rule.summaryUnsure'),
      value: t(handover.unsure === 'offer' ? 'ho.offer' : 'ho.pass'),
    },
    { part: 'lead_form' as const, label: t('rule.summaryAsk'), value: t(ask[lead_prompt.mode]) },
  ]
  return (
    <div className="asst-summary">
      {facts.map(({ part, label, value }) => (
        <Link key={part} to="/assistants/$assistantId" params={{ assistantId: id }} search={{ part }}>
          <span className="t-xs muted">{label}</span>
          <b>{value}</b>
        </Link>
      ))}
    </div>
  )
}

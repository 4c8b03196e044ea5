import type { HeldAnswer } from '@baton/api'
import { t } from '../../../lib/i18n'
import { span, timeOfDay } from '../../../lib/time'
import { Markdown } from '../../../ui/markdown'
import './words'

/** That an answer was held, by what rule, and what became of it. */
export function HeldStory({ held, bot }: { held: HeldAnswer; bot: string }) {
  const params = {
    time: timeOfDay(held.held_at),
    span: span(Math.round((Date.parse(held.due_at) - Date.parse(held.held_at)) / 1000)),
  }
  return (
    <section className="ins">
      <h3>{t('why.held')}</h3>
      <p>{outcome(held)}</p>
      <p className="t-xs muted below">
        {t(held.unseen === 'send' ? 'why.heldSend' : 'why.heldEscalate', params)}
      </p>
      {held.state === 'edited' && (
        <details className="tool-call below">
          <summary>{t('why.held.was', { bot })}</summary>
          <div dir="auto">
            <Markdown
              source={held.body}
              cite={(n, key) => (
                <span key={key} className="cite">
                  {n}
                </span>
              )}
            />
          </div>
        </details>
      )}
    </section>
  )
}

function outcome({ state, decided_at, decided_by }: HeldAnswer): string {
  if (state === 'held' || decided_at === null) return t('why.held.held')
  const time = timeOfDay(decided_at)
  if (state === 'passed' || state === 'edited' || state === 'vetoed')
    return t(`why.held.${state}`, { time, name: decided_by?.name ?? t('why.held.somebody') })
  return t(`why.held.${state}`, { time })
}

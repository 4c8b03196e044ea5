import type { WidgetWait } from '@baton/api'
import { useEffect, useState } from '#dom'
import { wait as words } from '../i18n/en-wait'
import { type Translate, teach } from '../i18n/index'
import { useUi } from '../ui/context'
import { Icon, TIMER } from '../ui/icons'

teach(words)

/** Places are told as they change; what else may have changed, and what was lost on the way, is asked for. */
const ASK_EVERY_MS = 15_000

/** Nobody holds the baton: how long, who could come, which place, and the ways out. */
export function Waiting() {
  const { t, chat, state, assistant, locale } = useUi()
  const { baton, place } = state
  const [told, setTold] = useState<WidgetWait | null>(null)
  const [, tick] = useState(0)
  useEffect(() => {
    const ask = () => void chat.wait().then(setTold, () => {})
    ask()
    const asking = setInterval(ask, ASK_EVERY_MS)
    const ticking = setInterval(() => tick(performance.now()), 1000)
    return () => {
      clearInterval(asking)
      clearInterval(ticking)
    }
  }, [baton.epoch])

  const since = Date.parse(baton.waiting_since ?? '')
  const seconds = Math.max(0, Math.floor((performance.now() + state.clock - since) / 1000)) || 0
  const byMail = baton.waits === 'mail'
  const isLate = !byMail && told?.staffing !== 'closed' && seconds >= (told?.offer_after_s ?? Infinity)
  useEffect(() => {
    // The time is up: the form stands there, and who writes goes on writing.
    if (isLate && baton.waits === 'live' && !state.form) chat.openForm('form')
  }, [isLate])
  const lines = byMail ? [t('wait_mail')] : said(t, told, place, locale)
  return (
    <>
      <div class="w-sys w-wait" role="status">
        <Icon path={TIMER} size={14} />
        <span>
          {!byMail && told?.staffing !== 'closed' && (
            <>
              {t('waiting')}
              {/* Told once a minute to who listens: the seconds are for the eye. */}
              <b role="timer">{t('minutes', { m: Math.floor(seconds / 60), s: seconds % 60 })}</b>
            </>
          )}
          {lines.map((line) => (
            <span class="line" key={line}>
              {line}
            </span>
          ))}
          {isLate && <span class="line">{t('wait_late')}</span>}
        </span>
      </div>
      <div class="w-quick">
        {!state.form && !byMail && (
          <button type="button" class={isLate ? 'on' : ''} onClick={() => chat.openForm('request')}>
            {t('email_me')}
          </button>
        )}
        {baton.waits === 'live' && (
          <button type="button" onClick={chat.stay}>
            {t('stay', { assistant: assistant.name })}
          </button>
        )}
      </div>
    </>
  )
}

/** What is known, and nothing that is not. */
function said(t: Translate, told: WidgetWait | null, place: number | null, locale: string): string[] {
  if (!told) return []
  if (told.staffing === 'closed')
    return [
      told.opens_at ? t('wait_closed_until', { when: moment(told.opens_at, locale) }) : t('wait_closed'),
    ]
  const lines: string[] = []
  const n = place ?? told.position
  if (n) lines.push(n === 1 ? t('wait_next') : t('wait_place', { n }))
  if (told.staffing === 'unattended') lines.push(t('wait_nobody'))
  if (told.estimate) {
    const from = Math.max(1, Math.round(told.estimate.median_s / 60))
    const to = Math.max(from, Math.round(told.estimate.p75_s / 60))
    lines.push(from === to ? t('wait_about', { m: to }) : t('wait_between', { from, to }))
  }
  return lines
}

/** A weekday and a time, as the visitor's own clock shows them. */
function moment(at: string, locale: string): string {
  const format = { weekday: 'long', hour: '2-digit', minute: '2-digit' } as const
  try {
    return new Intl.DateTimeFormat(locale, format).format(new Date(at))
  } catch {
    return new Intl.DateTimeFormat('en', format).format(new Date(at))
  }
}

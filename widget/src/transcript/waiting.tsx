import { useEffect, useState } from '#dom'
import { useUi } from '../ui/context'
import { Icon, TIMER } from '../ui/icons'

/** Nobody holds the baton: the clock, and two ways out. */
export function Waiting() {
  const { t, chat, state, assistant } = useUi()
  const since = Date.parse(state.baton.waiting_since ?? '')
  const elapsed = () => Math.max(0, Math.floor((performance.now() + state.clock - since) / 1000)) || 0
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick(performance.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  const seconds = elapsed()
  return (
    <>
      <p class="w-sys">
        <Icon path={TIMER} size={14} />
        <span>
          {t('waiting')}
          <b role="timer">{t('minutes', { m: Math.floor(seconds / 60), s: seconds % 60 })}</b>
        </span>
      </p>
      <div class="w-quick">
        {!state.form && (
          <button type="button" onClick={() => chat.openForm('request')}>
            {t('email_me')}
          </button>
        )}
        <button type="button" onClick={chat.stay}>
          {t('stay', { assistant: assistant.name })}
        </button>
      </div>
    </>
  )
}

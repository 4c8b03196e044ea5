import type { Draft } from '../state/state'
import { useUi } from '../ui/context'
import { ALERT, CLOCK, Icon } from '../ui/icons'

/** A message that the server does not have yet, and what becomes of it. */
export function Pending({ draft }: { draft: Draft }) {
  const { t, chat, state } = useUi()
  const { client_id, body, status } = draft
  return (
    <article class="w-turn user" aria-label={t('you')}>
      <div class={`w-m v ${status}`}>
        <p class="plain" dir="auto">
          {body}
        </p>
      </div>
      <p class={status === 'failed' ? 'w-note failed' : 'w-note'}>
        {status === 'failed' ? (
          <>
            <Icon path={ALERT} size={13} />
            <span role="alert">{t('failed')}</span>
            <button type="button" onClick={() => chat.retry(client_id)}>
              {t('retry')}
            </button>
            <button type="button" onClick={() => chat.discard(client_id)}>
              {t('discard')}
            </button>
          </>
        ) : (
          <>
            <Icon path={CLOCK} size={12} />
            {t(status === 'waiting' && state.link !== 'live' ? 'offline_wait' : 'sending')}
          </>
        )}
      </p>
    </article>
  )
}

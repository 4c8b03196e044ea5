import type { Live } from '../state/state'
import { useUi } from '../ui/context'
import { Dots } from '../ui/marks'
import { Markdown } from './markdown'
import { Who } from './message'

/** The answer while it is made: what the assistant does, then its words. */
export function LiveAnswer({ live, who }: { live: Live; who: boolean }) {
  const { t } = useUi()
  return (
    <div class="w-turn assistant" aria-busy="true">
      {who && <Who person={false} name={null} />}
      {live.text ? (
        <div class="w-m a">
          <Markdown
            text={live.text}
            cite={(n) => <span class="wcite">{n}</span>}
            tail={!live.halted && <span class="wcaret" />}
          />
        </div>
      ) : (
        <div class="w-typing">
          <span class="w-m a">
            <Dots />
          </span>
          <span>{t(live.stage)}</span>
        </div>
      )}
    </div>
  )
}

export function Typing({ name }: { name: string | null }) {
  const { t } = useUi()
  return (
    <div class="w-typing">
      <span class="w-m h">
        <Dots />
      </span>
      <span>{t('typing', { name: name ?? t('person') })}</span>
    </div>
  )
}

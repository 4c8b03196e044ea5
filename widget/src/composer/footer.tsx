import type { RefObject } from '#dom'
import { useUi } from '../ui/context'
import { Composer } from './composer'

/** The composer, what stands in its way, and the person who is always one press away. */
export function Footer({ field }: { field: RefObject<HTMLTextAreaElement | null> }) {
  const { t, chat, state } = useUi()
  const { holder } = state.baton
  return (
    <div class="w-foot">
      {state.failed && (
        <p class="w-fail" role="alert">
          {t('not_done')}
        </p>
      )}
      <Composer field={field} />
      <p class="w-by">
        {(holder === 'assistant' || holder === 'none') && (
          <button type="button" onClick={chat.askForPerson}>
            {t('talk')}
          </button>
        )}
        <span>{t('by')}</span>
      </p>
    </div>
  )
}

import type { WidgetBaton } from '@baton/api'
import { useUi } from '../ui/context'
import { CLOSE, Icon } from '../ui/icons'
import { Bot, Mate } from '../ui/marks'
import { Menu } from './menu'

/** The line below the header says who is answering, before any word is read. */
const LINE: Record<WidgetBaton['holder'], string> = {
  assistant: 'is-ai',
  none: 'is-ai',
  nobody: 'is-wait',
  person: 'is-human',
}

export function Header() {
  const { t, chat, state, assistant } = useUi()
  const { holder, person, waits } = state.baton
  const company = assistant.company
  const [title, hint] =
    holder === 'person'
      ? [
          t('human'),
          person ? t('human_hint', { name: person.name, company }) : t('human_hint_unnamed', { company }),
        ]
      : holder === 'nobody' && waits === 'live'
        ? [t('finding'), t('finding_hint')]
        : [assistant.name, assistant.tagline || t('ai_hint')]
  return (
    <div class={`w-head ${waits === 'mail' ? 'is-ai' : LINE[holder]}`}>
      <span class="w-av">
        {holder === 'person' ? (
          <>
            <Mate name={person?.name ?? null} big />
            <span class="dot" />
          </>
        ) : (
          <Bot size={36} />
        )}
      </span>
      <div class="grow">
        <h2 id="baton-title">{title}</h2>
        <p>{hint}</p>
      </div>
      <Menu />
      <button type="button" class="w-ib" aria-label={t('close')} onClick={chat.close}>
        <Icon path={CLOSE} />
      </button>
    </div>
  )
}

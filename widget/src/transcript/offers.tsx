import { useUi } from '../ui/context'

/** What may be pressed instead of written: beginnings at first, a person where the assistant had no answer. */
export function Offers() {
  const { t, chat, state, assistant } = useUi()
  if (state.live || state.form) return null
  const last = state.messages.at(-1)
  if (state.baton.holder === 'assistant' && last?.role === 'assistant' && last.kind === 'decline') {
    return (
      <div class="w-quick">
        <button type="button" onClick={chat.askForPerson}>
          {t('talk')}
        </button>
      </div>
    )
  }
  const silent = !state.outbox.length && !state.messages.some((m) => m.role === 'user')
  if (!silent || !assistant.starter_prompts.length) return null
  return (
    <div class="w-quick">
      {assistant.starter_prompts.map((prompt) => (
        <button type="button" key={prompt} onClick={() => chat.send(prompt)}>
          {prompt}
        </button>
      ))}
    </div>
  )
}

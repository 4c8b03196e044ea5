import { createContext, useContext } from '#dom'
import type { Translate } from '../i18n/index'
import type { Chat } from '../panel/chat'
import type { State } from '../state/state'

/** What every component of the panel may use. */
export interface Ui {
  chat: Chat
  state: State
  /** The assistant of the state; components render only where there is one. */
  assistant: NonNullable<State['assistant']>
  t: Translate
  locale: string
}

export const UiContext = createContext<Ui>()

export function useUi(): Ui {
  const ui = useContext(UiContext)
  if (!ui) throw new Error('outside of the panel')
  return ui
}

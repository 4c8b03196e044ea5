// The widget's own chat without its panel: its store is all that the panel draws.
import { bootstrap } from '../../../widget/src/loader/boot'
import { createChat } from '../../../widget/src/panel/chat'
import { unread } from '../../../widget/src/state/messages'

/** Loads the widget of an assistant, with the panel open. */
export async function open(assistant) {
  const url = (path) => new URL(path, location.origin).href
  const boot = bootstrap(url('v1/widget/init'), { assistant, locale: 'en', resume: undefined })
  const chat = createChat({
    assistant,
    locale: 'en',
    dir: 'ltr',
    theme: undefined,
    url,
    boot,
    session: await boot(),
    traits: {},
    isOpen: () => true,
    open() {},
    close() {},
    emit() {},
  })
  chat.shown(true)
  return {
    say: async (body) => chat.send(body),
    askForPerson: async () => chat.askForPerson(),
    stay: async () => chat.stay(),
    lead: (email) => chat.submit({ email, source: 'form', fields: {}, consent: true }),
    shown() {
      const { conversation, messages, known, baton, outbox, live, link } = chat.store.state
      return {
        conversation,
        link,
        outbox: outbox.map(({ body, status }) => `${status}: ${body}`),
        live,
        known,
        baton,
        messages,
        unread: unread(chat.store.state).length,
      }
    },
    close() {},
  }
}

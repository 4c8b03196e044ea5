import type { files } from './en-files'
import type { lead } from './en-lead'
import type { menu } from './en-menu'
import type { rate } from './en-rate'
import type { wait } from './en-wait'

/** What the panel says from the start; the parts that open later bring their own words. `{name}` is filled in. */
export const en = {
  ai: 'AI assistant',
  ai_hint: 'AI assistant, replies at once',
  finding: 'Finding a person',
  finding_hint: 'The team has been told',
  human: 'Human is here',
  human_hint: '{name} from {company}',
  human_hint_unnamed: 'A person from {company}',
  chat_with: 'Chat with {company}',
  messages: 'Messages',
  more: 'More options',
  open: 'Open chat',
  open_unread: 'Open chat, 1 unread message',
  open_unreads: 'Open chat, {n} unread messages',
  close: 'Close chat',
  dismiss: 'Dismiss',
  talk: 'Talk to a person',
  leave: 'Leave my details',
  you: 'You',
  person: 'A person',
  joined: '{name} joined',
  handed_back: '{name} handed back to {assistant}',
  ended: 'This conversation was closed. Write to start again.',
  cut: '{assistant} stopped here, {name} took over',
  edited: 'Edited',
  unsent: 'Message withdrawn',
  searching: 'Searching the site',
  writing: 'Writing',
  typing: '{name} is typing',
  new: 'New',
  new_messages: 'New messages',
  sending: 'Sending',
  offline_wait: 'Waiting for the network',
  failed: 'Not sent',
  retry: 'Try again',
  discard: 'Discard',
  seen: 'Seen',
  source: 'Source {n}: {title}',
  read_page: 'Read the page',
  write: 'Write a message',
  add: 'Add anything that helps',
  write_person: 'Write to {name}',
  send: 'Send',
  left: '{n} characters left',
  over: '{n} characters too many',
  by: 'Answered with Baton',
  offline: 'No connection. What you write is kept and sent later.',
  not_done: 'That did not work. Please try again.',
}

/** Every word of the panel. */
export type Words = Record<
  keyof (typeof en & typeof lead & typeof menu & typeof files & typeof rate & typeof wait),
  string
>

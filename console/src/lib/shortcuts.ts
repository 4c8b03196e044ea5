import type { PlainKey } from './i18n'

export type Action =
  | 'claim'
  | 'release'
  | 'resolve'
  | 'why'
  | 'tag'
  | 'undo'
  | 'next'
  | 'previous'
  | 'open'
  | 'nextWaiting'
  | 'tab1'
  | 'tab2'
  | 'tab3'
  | 'search'
  | 'panel'
  | 'back'
  | 'panes'
  | 'reply'
  | 'preview'
  | 'send'
  | 'status1'
  | 'status2'
  | 'status3'
  | 'status4'
  | 'status5'
  | 'goInbox'
  | 'goLeads'
  | 'goKnowledge'
  | 'help'
  | 'theme'

interface Binding {
  action: Action
  /** `J`, `Alt+1`, `Mod+Shift+P`, `G I` (one after the other). */
  keys: string
}

/** What a key does. `Mod` is ⌘ on Apple machines, Ctrl elsewhere. `send` is handled by the composer itself. */
export const BINDINGS: Binding[] = [
  { action: 'claim', keys: 'C' },
  { action: 'release', keys: 'H' },
  { action: 'resolve', keys: 'E' },
  { action: 'why', keys: 'I' },
  { action: 'tag', keys: 'T' },
  { action: 'undo', keys: 'Z' },
  { action: 'next', keys: 'J' },
  { action: 'previous', keys: 'K' },
  { action: 'open', keys: 'Enter' },
  { action: 'nextWaiting', keys: 'W' },
  { action: 'tab1', keys: 'Alt+1' },
  { action: 'tab2', keys: 'Alt+2' },
  { action: 'tab3', keys: 'Alt+3' },
  { action: 'search', keys: '/' },
  { action: 'panel', keys: ']' },
  { action: 'back', keys: 'Escape' },
  { action: 'panes', keys: 'F6' },
  { action: 'reply', keys: 'R' },
  { action: 'preview', keys: 'Mod+Shift+P' },
  { action: 'send', keys: 'Mod+Enter' },
  { action: 'status1', keys: '1' },
  { action: 'status2', keys: '2' },
  { action: 'status3', keys: '3' },
  { action: 'status4', keys: '4' },
  { action: 'status5', keys: '5' },
  { action: 'goInbox', keys: 'G I' },
  { action: 'goLeads', keys: 'G L' },
  { action: 'goKnowledge', keys: 'G K' },
  { action: 'help', keys: '?' },
  { action: 'theme', keys: 'Mod+Shift+D' },
]

interface HelpGroup {
  title: PlainKey
  rows: { label: PlainKey; keys: string[] }[]
}

/** The help, in three columns. */
export const HELP: HelpGroup[][] = [
  [
    {
      title: 'keys.group.baton',
      rows: [
        { label: 'key.claim', keys: ['C'] },
        { label: 'key.release', keys: ['H'] },
        { label: 'key.resolve', keys: ['E'] },
        { label: 'key.why', keys: ['I'] },
        { label: 'key.tag', keys: ['T'] },
        { label: 'key.undo', keys: ['Z'] },
      ],
    },
    { title: 'keys.group.leads', rows: [{ label: 'key.status', keys: ['1–5'] }] },
  ],
  [
    {
      title: 'keys.group.move',
      rows: [
        { label: 'key.next', keys: ['J', 'K'] },
        { label: 'key.open', keys: ['↵'] },
        { label: 'key.nextWaiting', keys: ['W'] },
        { label: 'key.tabs', keys: ['Alt+1–3'] },
        { label: 'key.search', keys: ['/'] },
        { label: 'key.panel', keys: [']'] },
        { label: 'key.panes', keys: ['F6'] },
        { label: 'key.back', keys: ['Esc'] },
      ],
    },
  ],
  [
    {
      title: 'keys.group.write',
      rows: [
        { label: 'key.reply', keys: ['R'] },
        { label: 'key.preview', keys: ['Mod', 'Shift', 'P'] },
        { label: 'key.send', keys: ['Mod', '↵'] },
      ],
    },
    {
      title: 'keys.group.go',
      rows: [
        { label: 'key.goInbox', keys: ['G', 'I'] },
        { label: 'key.goLeads', keys: ['G', 'L'] },
        { label: 'key.goKnowledge', keys: ['G', 'K'] },
      ],
    },
    {
      title: 'keys.group.app',
      rows: [
        { label: 'key.help', keys: ['?'] },
        { label: 'key.theme', keys: ['Mod', 'Shift', 'D'] },
      ],
    },
  ],
]

export const isApple = /Mac|iPhone|iPad/.test(navigator.platform)

/** A key as it is printed on the keyboard at hand. */
export function keyCap(name: string): string {
  const caps: Record<string, string> = isApple
    ? { Mod: '⌘', Shift: '⇧', Alt: '⌥' }
    : { Mod: 'Ctrl', Shift: '⇧', Alt: 'Alt' }
  if (name === 'Mod+↵') return isApple ? '⌘↵' : 'Ctrl ↵'
  if (name === 'Enter') return '↵'
  return name
    .replace(/^Alt\+/, isApple ? '⌥' : 'Alt ')
    .replace(/^(Mod|Shift|Alt)$/, (cap) => caps[cap] ?? cap)
}

export type Action =
  | 'claim'
  | 'release'
  | 'order'
  | 'resolve'
  | 'why'
  | 'tag'
  | 'assign'
  | 'snooze'
  | 'select'
  | 'selectRange'
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
  | 'note'
  | 'draft'
  | 'preview'
  | 'send'
  | 'sendAndClose'
  | 'status1'
  | 'status2'
  | 'status3'
  | 'status4'
  | 'status5'
  | 'createLead'
  | 'goInbox'
  | 'goLeads'
  | 'goLog'
  | 'goKnowledge'
  | 'goAssistants'
  | 'goSettings'
  | 'palette'
  | 'help'
  | 'theme'

interface Binding {
  action: Action
  /** `J`, `Alt+1`, `Mod+Shift+P`, `G I` (one after the other). */
  keys: string
}

/** What a key does. `Mod` is ⌘ on Apple machines, Ctrl elsewhere. `send` and `sendAndClose` are handled by the composer itself. */
export const BINDINGS: Binding[] = [
  { action: 'claim', keys: 'C' },
  { action: 'release', keys: 'H' },
  { action: 'order', keys: 'Shift+H' },
  { action: 'resolve', keys: 'E' },
  { action: 'why', keys: 'I' },
  { action: 'tag', keys: 'T' },
  { action: 'assign', keys: 'A' },
  { action: 'snooze', keys: 'S' },
  { action: 'select', keys: 'X' },
  { action: 'selectRange', keys: 'Shift+X' },
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
  { action: 'note', keys: 'N' },
  { action: 'draft', keys: 'Mod+J' },
  { action: 'preview', keys: 'Mod+Shift+P' },
  { action: 'send', keys: 'Mod+Enter' },
  { action: 'sendAndClose', keys: 'Mod+Shift+Enter' },
  { action: 'status1', keys: '1' },
  { action: 'status2', keys: '2' },
  { action: 'status3', keys: '3' },
  { action: 'status4', keys: '4' },
  { action: 'status5', keys: '5' },
  { action: 'createLead', keys: 'L' },
  { action: 'goInbox', keys: 'G I' },
  { action: 'goLeads', keys: 'G L' },
  { action: 'goLog', keys: 'G O' },
  { action: 'goKnowledge', keys: 'G K' },
  { action: 'goAssistants', keys: 'G A' },
  { action: 'goSettings', keys: 'G S' },
  { action: 'palette', keys: 'Mod+K' },
  { action: 'help', keys: '?' },
  { action: 'theme', keys: 'Mod+Shift+D' },
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

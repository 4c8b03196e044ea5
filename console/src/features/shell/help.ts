import type { PlainKey } from '../../lib/i18n'

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
        { label: 'key.order', keys: ['Shift', 'H'] },
        { label: 'key.resolve', keys: ['E'] },
        { label: 'key.why', keys: ['I'] },
        { label: 'key.tag', keys: ['T'] },
        { label: 'key.assign', keys: ['A'] },
        { label: 'key.snooze', keys: ['S'] },
        { label: 'key.undo', keys: ['Z'] },
      ],
    },
    {
      title: 'keys.group.leads',
      rows: [
        { label: 'key.status', keys: ['1–5'] },
        { label: 'key.createLead', keys: ['L'] },
      ],
    },
  ],
  [
    {
      title: 'keys.group.move',
      rows: [
        { label: 'key.next', keys: ['J', 'K'] },
        { label: 'key.open', keys: ['↵'] },
        { label: 'key.select', keys: ['X'] },
        { label: 'key.selectRange', keys: ['Shift', 'X'] },
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
        { label: 'key.note', keys: ['N'] },
        { label: 'key.canned', keys: ['/'] },
        { label: 'key.draft', keys: ['Mod', 'J'] },
        { label: 'key.preview', keys: ['Mod', 'Shift', 'P'] },
        { label: 'key.send', keys: ['Mod', '↵'] },
        { label: 'key.sendAndClose', keys: ['Mod', 'Shift', '↵'] },
      ],
    },
    {
      title: 'keys.group.go',
      rows: [
        { label: 'key.goInbox', keys: ['G', 'I'] },
        { label: 'key.goLeads', keys: ['G', 'L'] },
        { label: 'key.goLog', keys: ['G', 'O'] },
        { label: 'key.goKnowledge', keys: ['G', 'K'] },
        { label: 'key.goAssistants', keys: ['G', 'A'] },
        { label: 'key.goSettings', keys: ['G', 'S'] },
      ],
    },
    {
      title: 'keys.group.app',
      rows: [
        { label: 'key.palette', keys: ['Mod', 'K'] },
        { label: 'key.help', keys: ['?'] },
        { label: 'key.theme', keys: ['Mod', 'Shift', 'D'] },
      ],
    },
  ],
]

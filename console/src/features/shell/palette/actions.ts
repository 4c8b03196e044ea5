import {
  AlarmClock,
  BookOpen,
  CircleHelp,
  Inbox,
  Keyboard,
  type LucideIcon,
  MessageSquareReply,
  ScrollText,
  Search,
  Settings2,
  StickyNote,
  SunMoon,
  Tag,
  Target,
  Timer,
  Undo2,
  UserRound,
  UserRoundPlus,
} from 'lucide-react'
import type { PlainKey } from '../../../lib/i18n'
import type { Action } from '../../../lib/keyboard/shortcuts'

export interface Command {
  action: Action
  label: PlainKey
  icon: LucideIcon
}

/** What can be done with the conversation that is open. */
export const HERE: readonly Command[] = [
  { action: 'claim', label: 'palette.claim', icon: UserRound },
  { action: 'release', label: 'palette.release', icon: Undo2 },
  { action: 'reply', label: 'palette.reply', icon: MessageSquareReply },
  { action: 'note', label: 'palette.note', icon: StickyNote },
  { action: 'tag', label: 'palette.tag', icon: Tag },
  { action: 'assign', label: 'palette.assign', icon: UserRoundPlus },
  { action: 'snooze', label: 'palette.snooze', icon: AlarmClock },
  { action: 'resolve', label: 'palette.resolve', icon: Inbox },
  { action: 'why', label: 'palette.why', icon: CircleHelp },
  { action: 'createLead', label: 'palette.createLead', icon: Target },
]

/** What is there everywhere. */
export const GO: readonly Command[] = [
  { action: 'nextWaiting', label: 'palette.nextWaiting', icon: Timer },
  { action: 'goInbox', label: 'nav.inbox', icon: Inbox },
  { action: 'goLeads', label: 'nav.leads', icon: Target },
  { action: 'goLog', label: 'nav.log', icon: ScrollText },
  { action: 'goKnowledge', label: 'nav.knowledge', icon: BookOpen },
  { action: 'goAssistants', label: 'nav.assistants', icon: UserRound },
  { action: 'goSettings', label: 'nav.settings', icon: Settings2 },
  { action: 'search', label: 'palette.search', icon: Search },
  { action: 'theme', label: 'palette.dark', icon: SunMoon },
  { action: 'help', label: 'palette.help', icon: Keyboard },
]

import type { Conversation } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Bookmark, SquareSlash, UserRoundPlus } from 'lucide-react'
import type { ReactNode } from 'react'
import { contactName, standing } from '../../../lib/baton'
import { t } from '../../../lib/i18n'
import { savedViewsQuery, stateOf } from '../../../lib/inbox/saved-views'
import { BINDINGS } from '../../../lib/keyboard/shortcuts'
import { canRun, runAction } from '../../../lib/keyboard/use-shortcut'
import { contactConversationsQuery, useMe } from '../../../lib/queries'
import { resolvedTheme, settings } from '../../../lib/settings'
import { useStore } from '../../../lib/store'
import { cannedQuery, fill, teammatesQuery, variablesOf } from '../../../lib/team'
import { usePassOn } from '../../../live/assign'
import { ContactAvatar } from '../../../ui/avatar'
import { HoldPill } from '../../../ui/hold'
import { insertion } from '../../../ui/insertion'
import { type Command, GO, HERE } from './actions'
import { foundQuery } from './found'
import { matches } from './match'

/** Canned replies and teammates that are shown. */
const SHOWN = 5

export interface Entry {
  id: string
  icon: ReactNode
  label: string
  /** More about it; what was found stands between `<<` and `>>`. */
  detail?: string | undefined
  end?: ReactNode
  keys?: string[] | undefined
  run: () => void
}

export interface Group {
  title: string
  entries: Entry[]
}

interface Scope {
  /** The conversation that is open. */
  here: Conversation | undefined
  onlyHere: boolean
}

/** What the palette offers for a query; conversations for the one before the last pause. Empty groups are left out. */
export function useGroups(q: string, settled: string, { here, onlyHere }: Scope): Group[] {
  const commands = useCommands(q)
  const assignments = useAssignments(q, here)
  const conversations = useConversations(settled, { here, onlyHere })
  const canned = useCanned(q, here)
  const views = useViews(q)
  const groups = [
    { title: t('palette.here'), entries: here ? [...commands(HERE), ...assignments] : [] },
    { title: t('palette.conversations'), entries: conversations },
    { title: t('palette.canned'), entries: canned },
    { title: t('palette.views'), entries: onlyHere ? [] : views },
    { title: t('palette.go'), entries: onlyHere ? [] : commands(GO) },
  ]
  return groups.filter((group) => group.entries.length > 0)
}

function useCommands(q: string) {
  const theme = useStore(settings, (all) => resolvedTheme(all.theme))
  return (commands: readonly Command[]): Entry[] =>
    commands
      .map(({ action, label, icon: Icon }) => ({
        id: action,
        icon: <Icon className="i" size={18} aria-hidden="true" />,
        label: t(action === 'theme' && theme === 'dark' ? 'palette.light' : label),
        keys: BINDINGS.find((binding) => binding.action === action)?.keys.split(/[ +]/),
        run: () => runAction(action),
      }))
      .filter((entry) => canRun(entry.id) && matches(entry.label, q))
}

function useAssignments(q: string, here: Conversation | undefined): Entry[] {
  const may = here !== undefined && canRun('assign')
  const { data } = useQuery({ ...teammatesQuery, enabled: may && q.length > 1 })
  const { assign } = usePassOn(here)
  if (!may || q.length < 2) return []
  return (data?.items ?? [])
    .map((mate) => ({
      id: `assign-${mate.id}`,
      icon: <UserRoundPlus className="i" size={18} aria-hidden="true" />,
      label: t('palette.assignTo', { name: mate.name }),
      run: () => void assign(mate),
    }))
    .filter((entry) => matches(entry.label, q))
    .slice(0, SHOWN)
}

function useConversations(q: string, { here, onlyHere }: Scope): Entry[] {
  const navigate = useNavigate()
  const me = useMe().user.id
  const everywhere = useQuery({ ...foundQuery(q), enabled: q.length > 1 && !onlyHere })
  const contact = here?.contact.id ?? ''
  const theirs = useQuery({ ...contactConversationsQuery(contact), enabled: onlyHere && contact !== '' })
  const found = onlyHere
    ? (theirs.data?.items ?? []).filter((each) => each.id !== here?.id && matches(saidIn(each), q))
    : q.length > 1
      ? (everywhere.data ?? [])
      : []
  return found.map((each) => ({
    id: each.id,
    icon: <ContactAvatar contact={each.contact} channel={each.channel} px={26} />,
    label: contactName(each.contact),
    detail: each.match?.snippet ?? each.last_message?.preview,
    end: <HoldPill standing={standing(each, me)} baton={each.baton} assistant={each.assistant.name} short />,
    run: () =>
      void navigate({ to: '/inbox/$conversationId', params: { conversationId: each.id }, search: {} }),
  }))
}

const saidIn = (conversation: Conversation) =>
  [conversation.last_message?.preview, conversation.baton.reason?.text, ...conversation.tags].join(' ')

function useCanned(q: string, here: Conversation | undefined): Entry[] {
  const me = useMe()
  const place = useStore(insertion)
  const wanted = here !== undefined && place !== null && q.length > 0
  const { data } = useQuery({ ...cannedQuery, enabled: wanted })
  if (!wanted) return []
  const variables = variablesOf(here, me)
  return (data?.items ?? [])
    .filter((reply) => matches(`/${reply.shortcut} ${reply.body}`, q))
    .slice(0, SHOWN)
    .map((reply) => {
      const text = fill(reply.body, variables)
      return {
        id: `canned-${reply.id}`,
        icon: <SquareSlash className="i" size={18} aria-hidden="true" />,
        label: `/${reply.shortcut}`,
        detail: text,
        end: t('palette.insert'),
        keys: ['↵'],
        run: () => place?.write(text),
      }
    })
}

function useViews(q: string): Entry[] {
  const navigate = useNavigate()
  const { data } = useQuery({ ...savedViewsQuery, enabled: q.length > 0 })
  if (!q.length) return []
  return (data?.items ?? [])
    .filter((view) => matches(view.name, q))
    .slice(0, SHOWN)
    .map((view) => ({
      id: `view-${view.id}`,
      icon: <Bookmark className="i" size={18} aria-hidden="true" />,
      label: view.name,
      run: () => void navigate({ to: '/inbox', search: stateOf(view.filters) }),
    }))
}

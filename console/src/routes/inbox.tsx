import type { Id, Message } from '@baton/api'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate, useParams } from '@tanstack/react-router'
import clsx from 'clsx'
import { Suspense, useEffect, useState } from 'react'
import type { InboxState } from '../features/inbox/filter'
import { ListPane } from '../features/inbox/list-pane'
import { NoThread } from '../features/thread/no-thread'
import { ThreadSkeleton } from '../features/thread/skeleton'
import { toastError } from '../lib/explain'
import { t } from '../lib/i18n'
import { useShortcut } from '../lib/keyboard/use-shortcut'
import { listQuery } from '../lib/queries'
import { choose, settings } from '../lib/settings'
import { useStore } from '../lib/store'
import { lazyPart } from '../ui/on-demand/lazy-part'
import { type InboxSearch, parseInboxSearch } from './search'
import { useInspected } from './use-inspected'
import { useIsNarrow } from './use-narrow'

const Thread = lazyPart(() => import('../features/thread/thread').then((m) => ({ default: m.Thread })))
const ContactPanel = lazyPart(() =>
  import('../features/contact/panel').then((m) => ({ default: m.ContactPanel })),
)
const Inspector = lazyPart(() =>
  import('../features/thread/inspector').then((m) => ({ default: m.Inspector })),
)

const route = getRouteApi('/shell/inbox')

/** The inbox: list, thread, and the panel beside it. */
export function InboxPage() {
  const search = route.useSearch()
  const { conversationId: open } = useParams({ strict: false })
  const navigate = useNavigate({ from: '/inbox' })
  const client = useQueryClient()
  const wanted = useStore(settings, (all) => all.panel)
  const narrow = useIsNarrow()
  const [overlay, setOverlay] = useState(false)
  const inspection = useInspected(open)
  const [found, setFound] = useState<number | null>(null)
  useEffect(() => setOverlay(false), [open])

  const openConversation = (id: Id) =>
    void navigate({
      to: '/inbox/$conversationId',
      params: { conversationId: id },
      search: (previous) => previous,
    })
  const setState = (change: { [K in keyof InboxState]?: InboxState[K] | undefined }) =>
    void navigate({
      to: open ? '/inbox/$conversationId' : '/inbox',
      params: { conversationId: open ?? '' },
      search: withoutUnset({ ...search, ...change }),
      replace: true,
    })
  const nextWaiting = async () => {
    try {
      const filter = { view: 'waiting', sort: 'longest_wait' } as const
      const data = await client.fetchInfiniteQuery({ ...listQuery(filter), staleTime: 5_000 })
      const waiting = data.pages.flatMap((page) => page.items)
      const here = waiting.findIndex((each) => each.id === open)
      const target = waiting[here + 1] ?? waiting[0]
      if (target) openConversation(target.id)
      else setState({ view: 'waiting', sort: undefined })
    } catch (error) {
      toastError(error)
    }
  }
  const togglePanel = () => (narrow ? setOverlay(!overlay) : choose({ panel: !wanted }))
  const hidePanel = () => (narrow ? setOverlay(false) : choose({ panel: false }))
  const toList = () => void navigate({ to: '/inbox', search: (previous) => previous })

  useShortcut('back', () => {
    if (!open) return false
    if (overlay) setOverlay(false)
    else toList()
  })
  useShortcut('panel', togglePanel, open !== undefined)
  useShortcut('nextWaiting', () => void nextWaiting())
  useShortcut('why', () => inspection.toggleNewest(), open !== undefined)

  const panel =
    open !== undefined &&
    (narrow ? overlay || inspection.message !== null : wanted || inspection.message !== null)
  return (
    <main className={clsx('sheet inbox', !panel && 'no-panel', open && 'has-thread')} id="main" tabIndex={-1}>
      <h1 className="sr">{t('inbox.title')}</h1>
      <ListPane
        state={search}
        open={open}
        onState={setState}
        onClear={() => setState({ status: undefined, assistant: undefined, lead: undefined, q: undefined })}
        onOpen={openConversation}
        onFound={setFound}
        onNextWaiting={() => void nextWaiting()}
      />
      {open ? (
        <Suspense fallback={<ThreadSkeleton />}>
          <Thread
            key={open}
            id={open}
            inspected={inspection.message?.id ?? null}
            found={found}
            onWhy={inspection.toggle}
            onBack={toList}
            onPanel={togglePanel}
          />
        </Suspense>
      ) : (
        <NoThread onNextWaiting={() => void nextWaiting()} />
      )}
      {panel && (
        <Suspense fallback={<aside className="panel" />}>
          <SidePanel
            open={open}
            message={inspection.message}
            assistant={inspection.assistant}
            onClose={inspection.close}
            onHide={hidePanel}
          />
        </Suspense>
      )}
    </main>
  )
}

interface SidePanelProps {
  open: Id
  message: Message | null
  assistant: string
  onClose: () => void
  onHide: () => void
}

/** The contact, or the reason of an answer in its place. */
function SidePanel({ open, message, assistant, onClose, onHide }: SidePanelProps) {
  if (!message?.turn_id) return <ContactPanel id={open} onHide={onHide} />
  return <Inspector message={message} turn={message.turn_id} assistant={assistant} onClose={onClose} />
}

/** Leaves out what is not set, so that addresses stay short. */
function withoutUnset(state: object): InboxSearch {
  return parseInboxSearch(
    Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)),
  )
}

import type { Conversation, Envelope, Id, Signal } from '@baton/api'
import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { api } from '../lib/api'
import { knownConversations } from '../lib/fresh'
import { keys } from '../lib/keys'
import {
  addMessage,
  addToTimeline,
  dropConversations,
  findConversation,
  patchLeads,
  putConversation,
  putPresence,
  putSourceStatus,
  replaceMessage,
} from './cache'
import { noteEvent } from './command'
import { outbox } from './outbox'
import { conversationAfter } from './reduce'
import { createRefetching } from './refetch'
import { applySignal, endTurn, finishTurn, hasHole, isOver, type TurnSignal } from './turns'
import { setViewing } from './viewers'
import { setWriting } from './writing'

/** Before something is asked for again because more happened while it was on its way. */
const RELOAD_MS = 2_000
/** For a late delta to arrive, before the answer so far is asked for. */
const HOLE_MS = 400

/** Writes what the stream delivers into the caches that the screens read. */
export function createApplier(client: QueryClient, me: Id) {
  const { soon: refetchSoon, stop } = createRefetching(client)
  /** Conversations that are on their way; true: and more has happened to them since. */
  const fetching = new Map<Id, boolean>()

  /** An answer that is on its way may have been written before this happened: it is asked for once more. */
  const refetchWhatIsOnItsWay = (id: Id | null) => {
    const onScreen = id ? [keys.conversation(id), keys.messages(id), keys.timeline(id)] : []
    for (const queryKey of [keys.lists, ...onScreen])
      if (client.isFetching({ queryKey })) refetchSoon(queryKey, RELOAD_MS)
  }

  const fetchUnknown = async (id: Id) => {
    if (fetching.has(id)) {
      fetching.set(id, true)
      return
    }
    try {
      do {
        fetching.set(id, false)
        putConversation(client, await api.conversation(id), me)
      } while (fetching.get(id))
    } catch {
      refetchSoon(keys.lists)
    } finally {
      fetching.delete(id)
    }
  }

  const applyToConversation = (event: Envelope, id: Id) => {
    const known = findConversation(client, id)
    if (!known) void fetchUnknown(id)
    else {
      noteEvent(id)
      const next = conversationAfter(known, event, me)
      if (next !== known) putConversation(client, next, me)
    }
  }

  const event = (event: Envelope) => {
    refetchWhatIsOnItsWay(event.conversation_id)
    if (event.conversation_id) applyToConversation(event, event.conversation_id)
    addToTimeline(client, event)
    switch (event.type) {
      case 'message.created': {
        const { message } = event.data
        outbox.settled(message)
        addMessage(client, message)
        if (message.role !== 'assistant') setWriting(message.conversation_id, message.author, false, false)
        if (message.turn_id) finishTurn(message.conversation_id, message.turn_id)
        if (message.role === 'human-agent') endTurn(message.conversation_id, () => true)
        break
      }
      case 'message.edited':
      case 'message.unsent':
        replaceMessage(client, event.data.message)
        // What lists say last is the server's to tell.
        for (const queryKey of [keys.lists, keys.conversation(event.data.message.conversation_id)])
          refetchSoon(queryKey)
        break
      case 'answer.held':
        finishTurn(event.data.answer.conversation_id, event.data.answer.turn_id)
        break
      case 'note.created': {
        const { conversation_id, author } = event.data.note
        setWriting(conversation_id, author, true, false)
        break
      }
      case 'lead.captured':
        refetchSoon(keys.allLeads)
        break
      case 'lead.updated': {
        const { lead_id, status } = event.data.lead
        patchLeads(client, (lead) => (lead.id === lead_id ? { ...lead, status } : lead))
        refetchSoon(keys.allLeads)
        refetchSoon(keys.oneLead)
        break
      }
      case 'contact.updated':
        for (const known of knownConversations(client).values()) applyToConversation(event, known.id)
        refetchSoon(keys.contact(event.data.contact.id))
        break
      case 'conversation.deleted':
        dropConversations(client, new Set(event.data.conversation_ids))
        for (const queryKey of [keys.allLeads, keys.log]) refetchSoon(queryKey)
        break
      case 'assistant.updated':
        refetchSoon(keys.assistants)
        break
      case 'knowledge.source_updated':
        putSourceStatus(client, event.data.source_id, event.data.status)
        refetchSoon(keys.allSources)
        break
      case 'member.updated':
        void import('./member').then(({ memberUpdated }) => memberUpdated(client, event.data.member, me))
        refetchSoon(keys.members)
        break
      case 'tag.changed':
        void import('./tag-changed').then(({ tagChanged }) => tagChanged(client, event.data, me))
        break
      case 'webhook.disabled':
        // Seldom: fetched when it happens.
        void import('./webhook-off').then(({ announceOff }) => announceOff(client, event.data))
        break
      default:
        if (event.conversation_id && 'baton' in event.data) {
          const { epoch } = event.data.baton
          endTurn(event.conversation_id, (turn) => turn.epoch < epoch)
          // Perhaps somebody was just helped.
          refetchSoon(keys.waits)
        }
    }
    refetchSoon(keys.counts)
  }

  const signal = (signal: Signal) => {
    if (signal.type === 'writing') {
      const { conversation_id, by, note, on } = signal.data
      // What the reader writes on another screen is no news.
      if (by?.id !== me) setWriting(conversation_id, by, note, on)
    } else if (signal.type === 'viewing') {
      const { conversation_id, by, on } = signal.data
      setViewing(conversation_id, by, on)
    } else if (signal.type === 'read') {
      if (signal.data.who === 'visitor') visitorRead(signal.data)
    } else if (signal.type === 'seen') {
      seen(signal.data)
    } else if (signal.type === 'teammate') {
      refetchSoon(['teammates'])
    } else if (signal.type === 'presence') {
      refetchWhatIsOnItsWay(null)
      putPresence(client, signal.data.contact_id, signal.data.online)
    } else if (isTurn(signal)) turn(signal)
  }

  /** The reader has looked at it on another screen. */
  const seen = ({ conversation_id, user_id, seq }: Extract<Signal, { type: 'seen' }>['data']) => {
    const known = user_id === me ? findConversation(client, conversation_id) : undefined
    refetchWhatIsOnItsWay(user_id === me ? conversation_id : null)
    if (!known?.unread) return
    if (seq >= known.last_seq) putConversation(client, { ...known, unread: 0 }, me)
    // How many came after what was seen is the server's to count.
    else for (const queryKey of [keys.lists, keys.conversation(conversation_id)]) refetchSoon(queryKey)
  }

  /** The visitor has seen what was said. */
  const visitorRead = ({ conversation_id, seq, at }: Extract<Signal, { type: 'read' }>['data']) => {
    const known = findConversation(client, conversation_id)
    refetchWhatIsOnItsWay(conversation_id)
    if (known && known.visitor_read.seq < seq)
      putConversation(client, { ...known, visitor_read: { seq, at } }, me)
  }

  /** What an older epoch still sends is void; what got lost on the way is asked for. */
  const turn = (signal: TurnSignal) => {
    const { conversation_id: id, epoch } = signal.data
    const open = client.getQueryData<Conversation>(keys.conversation(id))
    if (open && epoch < open.baton.epoch) return
    if (hasHole(applySignal(signal))) refetchSoon(keys.conversation(id), HOLE_MS)
    markTurn(signal)
  }

  /** Rows say that the assistant is replying from the start of a turn to its end. */
  const markTurn = (signal: TurnSignal) => {
    if (signal.type !== 'turn.started' && signal.type !== 'turn.ended') return
    refetchWhatIsOnItsWay(signal.data.conversation_id)
    const { conversation_id, turn_id, epoch } = signal.data
    const known = findConversation(client, conversation_id)
    if (!known || epoch < known.baton.epoch || (signal.type === 'turn.started' && isOver(turn_id))) return
    const turn =
      signal.type === 'turn.started'
        ? { id: turn_id, epoch, stage: signal.data.stage, text: '', next_index: 0 }
        : null
    if (known.turn?.id !== turn?.id) putConversation(client, { ...known, turn }, me)
  }

  return { event, signal, stop, refetch: (queryKey: QueryKey) => refetchSoon(queryKey, 0) }
}

function isTurn(signal: Signal): signal is TurnSignal {
  return 'turn_id' in signal.data
}

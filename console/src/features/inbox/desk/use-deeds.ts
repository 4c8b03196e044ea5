import type { BulkResult, Conversation, Id } from '@baton/api'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { contactName } from '../../../lib/baton'
import { toastError } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { keys } from '../../../lib/keys'
import { useMe } from '../../../lib/queries'
import { toast, toastWithUndo } from '../../../lib/toasts'
import { type Chosen, type Deed, doWithEach, snoozedAgain } from '../../../live/bulk/each'
import { putConversation } from '../../../live/cache'
import { leaving } from './back-to-list'
import { moves, requeue, undoing } from './deeds'
import { clear, selection } from './selection'

export interface Failed {
  id: Id
  name: string
  why: string
}

/** Each that something was not done to, and why: once, by what was refused first. */
function leftOf(results: readonly BulkResult[], rows: readonly Conversation[]): Failed[] {
  return rows.flatMap(({ id, contact }) => {
    const why = results.find((each) => each.id === id && each.problem)?.problem?.detail
    return why === undefined ? [] : [{ id, name: contactName(contact), why }]
  })
}

/** Does something with the selection: says how many it was done to, offers to take it back, and names each that it was not. */
export function useDeeds() {
  const client = useQueryClient()
  const me = useMe().user.id
  const [busy, setBusy] = useState(0)
  const [failed, setFailed] = useState<Failed[]>([])

  const ask = async (ids: readonly Id[], deed: Deed, seen?: readonly Conversation[]) => {
    const results = await doWithEach(ids, deed, seen)
    for (const { conversation } of results) if (conversation) putConversation(client, conversation, me)
    return results
  }
  const settle = () => {
    for (const queryKey of [keys.lists, keys.counts]) void client.invalidateQueries({ queryKey })
  }

  const sayLeft = (left: Failed[]) => {
    setFailed(left)
    if (left.length) toast({ title: t('desk.failed', { n: left.length }), tone: 'danger' })
  }

  const undo = async (deed: Chosen, before: Conversation[]) => {
    const results: BulkResult[] = []
    const each = async (parts: [Deed, Id[]][]) => {
      for (const [back, ids] of parts) if (ids.length) results.push(...(await ask(ids, back, before)))
    }
    try {
      await each(undoing(deed, before, me))
      if (moves(deed)) {
        results.push(...(await requeue(before)))
        await each(snoozedAgain(before))
      }
      sayLeft(leftOf(results, before))
    } catch (error) {
      toastError(error)
    } finally {
      settle()
    }
  }

  const run = async (rows: readonly Conversation[], deed: Chosen) => {
    setBusy(rows.length)
    setFailed([])
    try {
      const results = await ask(
        rows.map(({ id }) => id),
        deed,
        rows,
      )
      const left = leftOf(results, rows)
      const done = rows.filter(({ id }) => results.some((each) => each.id === id && !each.problem))
      setFailed(left)
      if (left.length) selection.set({ on: true, ids: new Set(left.map(({ id }) => id)), anchor: null })
      else leaving(clear)
      const detail = left.length ? t('desk.failed', { n: left.length }) : undefined
      if (done.length)
        toastWithUndo(
          { title: t(`desk.done.${deed.action}`, { n: done.length }), detail },
          t('common.undo'),
          () => void undo(deed, done),
        )
      else toast({ title: t('desk.failed', { n: left.length }), tone: 'danger' })
    } catch (error) {
      toastError(error)
    } finally {
      setBusy(0)
      settle()
    }
  }

  return { run, busy, failed, forget: () => setFailed([]) }
}

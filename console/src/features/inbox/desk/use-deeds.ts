import type { Conversation, Id } from '@baton/api'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { contactName } from '../../../lib/baton'
import { toastError } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { keys } from '../../../lib/keys'
import { useMe } from '../../../lib/queries'
import { toast, toastWithUndo } from '../../../lib/toasts'
import { putConversation } from '../../../live/cache'
import { type Deed, doWithEach, requeue, undoing } from './deeds'
import { clear, selection } from './selection'

export interface Failed {
  id: Id
  name: string
  why: string
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

  const undo = async (deed: Deed, before: Conversation[]) => {
    try {
      for (const [back, ids] of undoing(deed, before, me)) if (ids.length) await ask(ids, back)
      if (['resolve', 'claim', 'release'].includes(deed.action)) await requeue(before)
    } catch (error) {
      toastError(error)
    } finally {
      settle()
    }
  }

  const run = async (rows: readonly Conversation[], deed: Deed) => {
    setBusy(rows.length)
    setFailed([])
    try {
      const results = await ask(
        rows.map(({ id }) => id),
        deed,
        rows,
      )
      const of = (id: Id) => rows.find((row) => row.id === id)
      const done = results.filter(({ problem }) => !problem).flatMap(({ id }) => of(id) ?? [])
      const left = results.flatMap(({ id, problem }) => {
        const row = of(id)
        return problem && row ? [{ id, name: contactName(row.contact), why: problem.detail }] : []
      })
      setFailed(left)
      if (left.length) selection.set({ on: true, ids: new Set(left.map(({ id }) => id)), anchor: null })
      else clear()
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

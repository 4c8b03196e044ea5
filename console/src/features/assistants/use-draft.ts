import type { Assistant, DraftView, Id } from '@baton/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { explain } from '../../lib/explain'
import { keys } from '../../lib/keys'
import { problemOf } from '../../lib/problem'
import { assistantsApi, draftQuery, type Patch } from './api'

/** After the last keystroke. */
const SETTLE_MS = 600

export type Saving = 'saved' | 'saving' | 'failed'

export interface Draft {
  view: DraftView
  /** As it is on the screen: what is typed may be on its way. */
  assistant: Assistant
  set: (patch: Patch) => void
  /** Has everything stored; false where it could not be. */
  flush: () => Promise<boolean>
  saving: Saving
  /** What the server found wrong, by setting. */
  faults: Readonly<Record<string, string>>
  editable: boolean
}

/** The draft of an assistant: what is changed is stored by itself, shortly after. */
export function useDraft(id: Id, editable: boolean) {
  const client = useQueryClient()
  const { queryKey } = draftQuery(id)
  const query = useQuery(draftQuery(id))
  const pending = useRef<Patch>({})
  const flight = useRef<Promise<boolean> | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [, redraw] = useState(0)
  const [saving, setSaving] = useState<Saving>('saved')
  const [faults, setFaults] = useState<Record<string, string>>({})

  const send = async (): Promise<boolean> => {
    const sent = pending.current
    if (!Object.keys(sent).length) return true
    setSaving('saving')
    // What was asked for before would bring the old state back.
    await client.cancelQueries({ queryKey })
    try {
      client.setQueryData(queryKey, await assistantsApi.change(id, sent))
    } catch (error) {
      const fields = problemOf(error)?.fields
      setFaults(fields ?? { '': explain(error) })
      setSaving('failed')
      return false
    }
    // What was typed meanwhile goes with the next.
    pending.current = Object.fromEntries(
      Object.entries(pending.current).filter(([name, value]) => sent[name as keyof Patch] !== value),
    )
    setFaults({})
    setSaving('saved')
    void client.invalidateQueries({ queryKey: keys.assistants, exact: true })
    return Object.keys(pending.current).length ? send() : true
  }
  const flush = async (): Promise<boolean> => {
    clearTimeout(timer.current)
    if (flight.current) await flight.current
    flight.current = send().finally(() => {
      flight.current = null
    })
    return flight.current
  }
  const set = (patch: Patch) => {
    if (!editable) return
    pending.current = { ...pending.current, ...patch }
    setSaving('saving')
    redraw((n) => n + 1)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void flush(), SETTLE_MS)
  }
  const last = useRef(flush)
  last.current = flush
  // Leaving stores what is on its way.
  useEffect(() => () => void last.current(), [])

  const view = query.data
  const draft: Draft | null = view
    ? { view, assistant: { ...view.assistant, ...pending.current }, set, flush, saving, faults, editable }
    : null
  return { draft, error: query.error, refetch: query.refetch }
}

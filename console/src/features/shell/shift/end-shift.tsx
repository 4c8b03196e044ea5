import type { BulkResult, Conversation, Id } from '@baton/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type RefObject, useRef, useState } from 'react'
import { ambient } from '../../../lib/ambient'
import { toastError } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { keys } from '../../../lib/keys'
import { useMe } from '../../../lib/queries'
import { teammatesQuery } from '../../../lib/team'
import { toast, toastWithUndo } from '../../../lib/toasts'
import { putConversation } from '../../../live/cache'
import { Dialog } from '../../../ui/dialog-parts'
import { Failure } from '../../../ui/failure'
import { Late } from '../../../ui/late'
import { endShift, heldQuery, type Parting, undoEnd } from './api'
import { type Choice, colleagues, partings, refusals, USUAL } from './partings'
import { Destinations, ShiftRow } from './row'
import '../../../styles/shift.css'

/** What the reader holds, each with where it goes; then they take no conversations any more. */
export function EndShift({ onClose }: { onClose: () => void }) {
  const held = useQuery(heldQuery)
  /** What closing does, once there is a form. */
  const leave = useRef(onClose)
  return (
    <Dialog
      title={t('shift.title')}
      lead={t(held.data?.length === 0 ? 'shift.none' : 'shift.lead')}
      open
      onClose={() => leave.current()}
      className="dialog shift"
    >
      {held.error && !held.data && (
        <Failure title={t('shift.failed')} error={held.error} onRetry={() => void held.refetch()} />
      )}
      {held.isPending && (
        <Late>
          <span className="sk shift-sk" />
        </Late>
      )}
      {held.data && <ShiftForm all={held.data} leave={leave} onClose={onClose} />}
    </Dialog>
  )
}

interface ShiftFormProps {
  all: Conversation[]
  leave: RefObject<() => void>
  onClose: () => void
}

function ShiftForm({ all, leave, onClose }: ShiftFormProps) {
  const me = useMe().user.id
  const client = useQueryClient()
  const { data } = useQuery({ ...teammatesQuery, staleTime: 0 })
  const team = colleagues(data?.items ?? [], me)
  const [held, setHeld] = useState(all)
  const [choices, setChoices] = useState<Record<Id, Choice>>({})
  const [faults, setFaults] = useState<Record<Id, string>>({})
  const [busy, setBusy] = useState(false)
  /** With all tries: undo takes back what went with any of them. */
  const gone = useRef<Parting[]>([])
  const isPartial = Object.keys(faults).length > 0
  const chosen = held.map(({ id }) => choices[id]?.to ?? USUAL.to)
  const same = chosen.every((to) => to === chosen[0]) ? chosen[0] : ''
  const choose = (id: Id, change: Partial<Choice>) =>
    setChoices((known) => ({ ...known, [id]: { ...USUAL, ...known[id], ...change } }))

  const show = (results: readonly BulkResult[]) => {
    for (const { conversation } of results) if (conversation) putConversation(client, conversation, me)
    for (const queryKey of [keys.lists, keys.counts, teammatesQuery.queryKey])
      void client.invalidateQueries({ queryKey })
  }

  const undo = async (went: Parting[]) => {
    try {
      const results = await undoEnd(went, all, me)
      show(results)
      const taken = results.filter(({ problem }) => problem).length
      if (taken) toast({ title: t('shift.notBack', { n: taken }), tone: 'danger' })
    } catch (error) {
      toastError(error)
      show([])
    }
  }

  const done = () => {
    const went = gone.current
    onClose()
    const detail = went.length > 0 ? t('shift.doneDetail', { n: went.length }) : undefined
    toastWithUndo({ title: t('shift.done'), detail }, t('common.undo'), () => void undo(went))
  }
  // Whatever was refused is read first; what has gone already can be taken back.
  const close = () => {
    if (busy) return
    if (isPartial) done()
    else onClose()
  }
  leave.current = close

  const end = async () => {
    setBusy(true)
    const asked = partings(held, choices, ambient.now())
    try {
      const { results } = await endShift(asked)
      const refused = refusals(results)
      gone.current = [...gone.current, ...asked.filter((row) => !refused.has(row.conversation_id))]
      show(results)
      setFaults(Object.fromEntries(refused))
      if (refused.size > 0) setHeld((known) => known.filter(({ id }) => refused.has(id)))
      else done()
    } catch (error) {
      toastError(error)
    }
    setBusy(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) void end()
  }
  return (
    <form onSubmit={submit}>
      {isPartial && (
        <p className="shift-note" role="alert">
          {t('shift.some', { n: held.length })}
        </p>
      )}
      {held.length > 1 && (
        <div className="shift-all">
          <span aria-hidden="true">{t('shift.all')}</span>
          <Destinations
            label={t('shift.all')}
            value={same ?? ''}
            team={team}
            none="shift.each"
            onValue={(to) => {
              for (const { id } of held) choose(id, { to })
            }}
          />
        </div>
      )}
      {held.length > 0 && (
        <ul className="shift-rows">
          {held.map((conversation) => (
            <ShiftRow
              key={conversation.id}
              conversation={conversation}
              me={me}
              team={team}
              choice={choices[conversation.id] ?? USUAL}
              fault={faults[conversation.id]}
              onChoice={(change) => choose(conversation.id, change)}
            />
          ))}
        </ul>
      )}
      <div className="acts">
        <button type="button" className="btn" disabled={busy} onClick={close}>
          {t(isPartial ? 'common.close' : 'shift.cancel')}
        </button>
        <button type="submit" className="btn primary" disabled={busy}>
          {t(isPartial ? 'shift.again' : 'shift.end')}
        </button>
      </div>
    </form>
  )
}

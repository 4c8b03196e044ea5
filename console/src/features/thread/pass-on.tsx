import type { Conversation, Teammate } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { t } from '../../lib/i18n'
import { useMe } from '../../lib/queries'
import { teammatesQuery } from '../../lib/team'
import { usePassOn } from '../../live/assign'
import { MateAvatar } from '../../ui/avatar'
import { Dialog } from '../../ui/dialog-parts'
import { Failure } from '../../ui/failure'
import type { BatonActions } from './use-baton'

interface PassOnProps {
  conversation: Conversation
  baton: BatonActions
  onClose: () => void
}

/** Who shall be responsible, or hold it: the team with who is there. */
export function PassOn({ conversation, baton, onClose }: PassOnProps) {
  const me = useMe()
  const { data, error, refetch } = useQuery({ ...teammatesQuery, staleTime: 0 })
  const { assign, transfer } = usePassOn(conversation)
  const [chosen, setChosen] = useState<string>(conversation.agent?.id ?? '')
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const team = (data?.items ?? []).filter((mate) => mate.role !== 'viewer')
  const mate = team.find((each) => each.id === chosen)
  const holds = baton.hold === 'you' || (baton.hold === 'mate' && baton.may.releaseAny)
  const canPass = holds && mate !== undefined && mate.id !== conversation.baton.person?.id
  const run = async (deed: Promise<boolean>) => {
    setBusy(true)
    if (await deed) onClose()
    setBusy(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void run(assign(mate ?? null))
  }
  return (
    <Dialog title={t('assign.title')} lead={t('assign.lead')} open onClose={onClose}>
      <form onSubmit={submit}>
        {error && !data && (
          <Failure title={t('assign.failed')} error={error} onRetry={() => void refetch()} />
        )}
        <fieldset className="mates" aria-label={t('assign.team')}>
          <label className="mate-row">
            <input type="radio" name="mate" checked={!mate} onChange={() => setChosen('')} />
            <span className="grow">{t('assign.nobody')}</span>
          </label>
          {team.map((each) => (
            <label className="mate-row" key={each.id}>
              <input
                type="radio"
                name="mate"
                checked={each.id === chosen}
                disabled={each.away && each.id !== me.user.id}
                onChange={() => setChosen(each.id)}
              />
              <MateAvatar name={each.name} px={24} self={each.id === me.user.id} />
              <span className="grow trunc">
                {each.id === me.user.id ? t('assign.you', { name: each.name }) : each.name}
              </span>
              <Standing mate={each} conversation={conversation} />
            </label>
          ))}
        </fieldset>
        {canPass && (
          <label className="dialog-field">
            {t('assign.note')}
            <span className="input area">
              <textarea rows={2} maxLength={4000} value={note} onChange={(e) => setNote(e.target.value)} />
            </span>
          </label>
        )}
        <div className="acts">
          <button type="button" className="btn" onClick={onClose}>
            {t('note.cancel')}
          </button>
          <button type="submit" className="btn" disabled={busy || chosen === (conversation.agent?.id ?? '')}>
            {t('assign.assign')}
          </button>
          {canPass && (
            <button
              type="button"
              className="btn human"
              disabled={busy}
              onClick={() => void run(transfer(mate, note))}
            >
              {t('assign.pass')}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  )
}

function Standing({ mate, conversation }: { mate: Teammate; conversation: Conversation }) {
  const holds = conversation.baton.person?.id === mate.id
  const is = conversation.agent?.id === mate.id
  return (
    <span className="t-xs muted standing">
      {(holds || is) && <b>{t(holds ? 'assign.holds' : 'assign.responsible')}</b>}
      <span className={mate.available ? 'dot on' : 'dot'} />
      {t(mate.available ? 'assign.available' : mate.away ? 'assign.away' : 'assign.offline')}
    </span>
  )
}

import type { SessionSeen } from '@baton/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { MonitorSmartphone } from 'lucide-react'
import { toastError } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { toast } from '../../../lib/toasts'
import { Ago } from '../../../ui/ago'
import { Failure } from '../../../ui/failure'
import { type Column, Table, TableSkeleton } from '../../../ui/form/table'
import { Late } from '../../../ui/late'
import { endSession, sessionsQuery } from './api'

const deviceOf = (session: SessionSeen) => session.device ?? t('account.unknownDevice')

/** Where somebody is signed in; each place can be signed out from here. */
export function Sessions() {
  const client = useQueryClient()
  const list = useQuery(sessionsQuery)
  const end = useMutation({
    mutationFn: (session: SessionSeen) => endSession(session.id),
    onSuccess: (_, session) => toast({ title: t('account.signedOut', { device: deviceOf(session) }) }),
    onError: toastError,
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  })
  return (
    <section>
      <header className="set-sub">
        <h2>{t('account.sessions')}</h2>
        <p>{t('account.sessionsLead')}</p>
      </header>
      {list.error && !list.data && (
        <Failure title={t('account.sessionsFailed')} error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isPending && (
        <Late>
          <TableSkeleton rows={2} />
        </Late>
      )}
      {list.data && (
        <Table
          label={t('account.sessions')}
          columns={columns(end.mutate)}
          rows={list.data.items}
          id={(session) => session.id}
        />
      )}
    </section>
  )
}

const columns = (onEnd: (session: SessionSeen) => void): Column<SessionSeen>[] => [
  {
    id: 'device',
    title: t('account.device'),
    cell: (session) => (
      <span className="who">
        <span className="src-ic">
          <MonitorSmartphone className="i" size={17} aria-hidden="true" />
        </span>
        <span className="stack trunc">
          <b className="trunc">{deviceOf(session)}</b>
          <span className="t-xs trunc">{session.address}</span>
        </span>
      </span>
    ),
  },
  {
    id: 'begun',
    title: t('account.begun'),
    width: 'w-120',
    cell: (session) => <Ago at={session.created_at} />,
  },
  {
    id: 'seen',
    title: t('account.seen'),
    width: 'w-120',
    cell: (session) => <Ago at={session.last_seen_at} />,
  },
  {
    id: 'end',
    title: t('account.signOut'),
    quiet: true,
    width: 'w-160',
    cell: (session) =>
      session.current ? (
        <span className="chip human">{t('account.here')}</span>
      ) : (
        <button
          type="button"
          className="btn sm"
          aria-label={t('account.signOutOf', { device: deviceOf(session) })}
          onClick={() => onEnd(session)}
        >
          {t('account.signOut')}
        </button>
      ),
  },
]

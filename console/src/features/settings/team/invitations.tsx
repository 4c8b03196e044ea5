import type { Invitation, SentInvitation } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { Ellipsis, MailPlus, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../../lib/i18n'
import { exact, useMinutes } from '../../../lib/time'
import { toast } from '../../../lib/toasts'
import { Empty } from '../../../ui/empty'
import { Failure } from '../../../ui/failure'
import { type Column, Table } from '../../../ui/form/table'
import { IconButton } from '../../../ui/icon-button'
import { Menu, MenuItem } from '../../../ui/menu'
import { invitationsQuery, resend, withdraw } from './api'
import { InvitationLink } from './invite'
import { useAct } from './use-act'

const DAY_MS = 24 * 60 * 60 * 1000

/** Who was invited and has not come yet. `alone`: there is nobody else here. */
export function Invitations({ alone }: { alone: boolean }) {
  const list = useQuery(invitationsQuery)
  const [sent, setSent] = useState<SentInvitation | null>(null)
  const renew = useAct(
    (invitation: Invitation) => resend(invitation.id),
    (_, renewed) => setSent(renewed),
  )
  const takeBack = useAct(
    (invitation: Invitation) => withdraw(invitation.id),
    ({ email }) => toast({ title: t('team.withdrawn', { email }) }),
  )
  const invitations = list.data?.items
  if (list.error && !invitations)
    return <Failure title={t('team.failed')} error={list.error} onRetry={() => void list.refetch()} />
  if (!invitations?.length)
    return alone && invitations ? (
      <Empty picture="nobody" title={t('empty.team.title')} detail={t('empty.team.detail')} />
    ) : null
  return (
    <section>
      <header className="set-sub">
        <h2>{t('team.invitations')}</h2>
        <p>{t('team.invitationsLead')}</p>
      </header>
      <Table
        label={t('team.invitations')}
        columns={columns(renew.mutate, takeBack.mutate)}
        rows={invitations}
        id={(invitation) => invitation.id}
      />
      {sent && <InvitationLink sent={sent} open onClose={() => setSent(null)} />}
    </section>
  )
}

const columns = (
  onRenew: (invitation: Invitation) => void,
  onWithdraw: (invitation: Invitation) => void,
): Column<Invitation>[] => [
  {
    id: 'email',
    title: t('team.email'),
    cell: ({ email }) => <b className="trunc">{email}</b>,
  },
  {
    id: 'role',
    title: t('team.role'),
    width: 'w-90',
    cell: ({ role }) => <span className="chip">{t(`role.${role}`)}</span>,
  },
  { id: 'state', title: t('team.state'), width: 'w-200', cell: (invitation) => <State of={invitation} /> },
  {
    id: 'by',
    title: t('team.invitedBy'),
    width: 'w-160',
    cell: ({ invited_by }) => <span className="muted trunc">{invited_by}</span>,
  },
  {
    id: 'actions',
    title: t('team.actions'),
    quiet: true,
    width: 'w-60',
    cell: (invitation) => (
      <Menu
        align="end"
        trigger={
          <IconButton size="sm" label={t('team.actionsFor', { name: invitation.email })}>
            <Ellipsis className="i" size={16} aria-hidden="true" />
          </IconButton>
        }
      >
        <MenuItem
          icon={<MailPlus className="i" size={15} aria-hidden="true" />}
          onSelect={() => onRenew(invitation)}
        >
          {t('team.resend')}
        </MenuItem>
        <MenuItem
          danger
          icon={<Undo2 className="i" size={15} aria-hidden="true" />}
          onSelect={() => onWithdraw(invitation)}
        >
          {t('team.withdraw')}
        </MenuItem>
      </Menu>
    ),
  },
]

function State({ of: { expires_at } }: { of: Invitation }) {
  const now = useMinutes()
  const left = Date.parse(expires_at) - now
  const days = Math.floor(left / DAY_MS)
  return (
    <span className={left > 0 ? 'chip wait' : 'chip'} title={exact(expires_at)}>
      {left <= 0 ? t('team.expired') : days ? t('team.expires', { n: days }) : t('team.expiresToday')}
    </span>
  )
}

import type { Member, Role } from '@baton/api'
import { useState } from 'react'
import { t } from '../../../lib/i18n'
import { useMe } from '../../../lib/queries'
import { ago, exact, useMinutes } from '../../../lib/time'
import { toast, toastWithUndo } from '../../../lib/toasts'
import { MateAvatar } from '../../../ui/avatar'
import { Confirm } from '../../../ui/dialog'
import { type Column, Table } from '../../../ui/form/table'
import { changeRole, offerTo, reactivate, remove, suspend } from './api'
import { MemberMenu, type Question } from './member-menu'
import { RolePick } from './role-pick'
import { useAct } from './use-act'

/** Everybody of the workspace, and what those who manage them can do. */
export function Members({ members }: { members: Member[] }) {
  const me = useMe()
  const [asked, setAsked] = useState<Question | null>(null)
  const act = useActs()
  const manageable = (member: Member) =>
    me.permissions.includes('member.manage') && member.role !== 'owner' && member.id !== me.user.id
  const columns: Column<Member>[] = [
    { id: 'member', title: t('team.member'), cell: (member) => <Who member={member} /> },
    {
      id: 'role',
      title: t('team.role'),
      width: 'w-160',
      cell: (member) =>
        manageable(member) ? (
          <RolePick
            name={member.name}
            role={member.role}
            onPick={(role) => act.role.mutate({ member, role })}
          />
        ) : (
          <span className="chip">{t(`role.${member.role}`)}</span>
        ),
    },
    { id: 'state', title: t('team.state'), width: 'w-120', cell: (member) => <State member={member} /> },
    {
      id: 'joined',
      title: t('team.joined'),
      width: 'w-90',
      cell: (member) => <Joined at={member.accepted_at} />,
    },
    {
      id: 'actions',
      title: t('team.actions'),
      quiet: true,
      width: 'w-60',
      cell: (member) =>
        manageable(member) && (
          <MemberMenu
            member={member}
            mayOffer={me.permissions.includes('workspace.transfer')}
            onAsk={(what) => setAsked({ what, member })}
            onReactivate={() => act.reactivate.mutate(member)}
          />
        ),
    },
  ]
  const name = asked?.member.name ?? ''
  const tone = asked?.what === 'offer' ? 'human' : 'danger'
  return (
    <>
      <Table label={t('settings.members')} columns={columns} rows={members} id={(member) => member.id} />
      <Confirm
        title={asked ? t(`team.${asked.what}Title`, { name }) : ''}
        detail={asked ? t(`team.${asked.what}Detail`, { workspace: me.workspace.name }) : ''}
        open={asked !== null}
        onClose={() => setAsked(null)}
        keep={t('team.leave')}
        act={asked ? t(`team.${asked.what}`) : ''}
        tone={tone}
        onConfirm={() => asked && act[asked.what].mutate(asked.member)}
      />
    </>
  )
}

function useActs() {
  const say = (title: string) => toast({ title })
  const role = useAct(
    ({ member, role }: { member: Member; role: Role }) => changeRole(member.id, role),
    ({ member, role: next }) =>
      toastWithUndo(
        { title: t('team.roleDone', { name: member.name, role: t(`role.${next}`).toLowerCase() }) },
        t('common.undo'),
        () => role.mutate({ member: { ...member, role: next }, role: member.role }),
      ),
  )
  return {
    role,
    suspend: useAct(
      (member: Member) => suspend(member.id),
      ({ name }) => say(t('team.suspendDone', { name })),
    ),
    reactivate: useAct(
      (member: Member) => reactivate(member.id),
      ({ name }) => say(t('team.reactivateDone', { name })),
    ),
    remove: useAct(
      (member: Member) => remove(member.id),
      ({ name }) => say(t('team.removeDone', { name })),
    ),
    offer: useAct(
      (member: Member) => offerTo(member.id),
      ({ name }) => say(t('team.offerSent', { name })),
    ),
  }
}

function Who({ member }: { member: Member }) {
  const me = useMe()
  return (
    <span className="who">
      <MateAvatar name={member.name} px={34} self={member.id === me.user.id} />
      <span className="stack trunc">
        <b className="trunc">{member.name}</b>
        <span className="t-xs trunc">{member.email}</span>
      </span>
    </span>
  )
}

function State({ member }: { member: Member }) {
  const me = useMe()
  if (member.suspended_at) return <span className="chip danger">{t('team.suspended')}</span>
  if (member.id === me.user.id) return <span className="chip human">{t('team.you')}</span>
  return <span className="chip ok">{t(member.accepted_at ? 'team.active' : 'team.pending')}</span>
}

function Joined({ at }: { at: string | null }) {
  const now = useMinutes()
  return at ? (
    <time className="muted" dateTime={at} title={exact(at)}>
      {ago(at, now)}
    </time>
  ) : null
}

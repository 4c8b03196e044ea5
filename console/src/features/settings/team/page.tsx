import { useQuery } from '@tanstack/react-query'
import { UserRoundPlus } from 'lucide-react'
import { useState } from 'react'
import { t, teach } from '../../../lib/i18n'
import { members as words } from '../../../lib/i18n/en/settings/members'
import { useMe } from '../../../lib/queries'
import { Failure } from '../../../ui/failure'
import { SettingsSection } from '../../../ui/form/page'
import { TableSkeleton } from '../../../ui/form/table'
import { Late } from '../../../ui/late'
import { membersQuery } from './api'
import { Invitations } from './invitations'
import { Invite } from './invite'
import { Members } from './members'
import { Offer } from './offer'
import '../../../styles/members.css'

teach(words)

/** Who works here, who is invited, and who owns the workspace. */
export function TeamPage() {
  const me = useMe()
  const list = useQuery(membersQuery)
  const [inviting, setInviting] = useState(false)
  const manages = me.permissions.includes('member.manage')
  const members = list.data?.items
  return (
    <SettingsSection
      title={t('settings.members')}
      lead={t('team.lead', { workspace: me.workspace.name })}
      actions={
        manages && (
          <button type="button" className="btn primary" onClick={() => setInviting(true)}>
            <UserRoundPlus className="i" size={15} aria-hidden="true" />
            {t('team.invite')}
          </button>
        )
      }
    >
      <Offer />
      {list.error && !members && (
        <Failure title={t('team.failed')} error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isPending && (
        <Late>
          <TableSkeleton />
        </Late>
      )}
      {members && <Members members={members} />}
      {manages && <Invitations alone={members?.length === 1} />}
      {manages && <Invite open={inviting} onClose={() => setInviting(false)} />}
    </SettingsSection>
  )
}

import type { Member } from '@baton/api'
import { Crown, Ellipsis, LockKeyhole, LockKeyholeOpen, UserRoundMinus } from 'lucide-react'
import { t } from '../../../lib/i18n'
import { IconButton } from '../../../ui/icon-button'
import { Menu, MenuItem, MenuRule } from '../../../ui/menu'

/** What is asked about before it is done. */
export interface Question {
  what: 'suspend' | 'remove' | 'offer'
  member: Member
}

interface MemberMenuProps {
  member: Member
  mayOffer: boolean
  onAsk: (what: Question['what']) => void
  onReactivate: () => void
}

/** What can be done with a member, apart from the role. */
export function MemberMenu({ member, mayOffer, onAsk, onReactivate }: MemberMenuProps) {
  return (
    <Menu
      align="end"
      trigger={
        <IconButton size="sm" label={t('team.actionsFor', { name: member.name })}>
          <Ellipsis className="i" size={16} aria-hidden="true" />
        </IconButton>
      }
    >
      {mayOffer && !member.suspended_at && (
        <>
          <MenuItem
            icon={<Crown className="i" size={15} aria-hidden="true" />}
            onSelect={() => onAsk('offer')}
          >
            {t('team.offer')}
          </MenuItem>
          <MenuRule />
        </>
      )}
      {member.suspended_at ? (
        <MenuItem
          icon={<LockKeyholeOpen className="i" size={15} aria-hidden="true" />}
          onSelect={onReactivate}
        >
          {t('team.reactivate')}
        </MenuItem>
      ) : (
        <MenuItem
          icon={<LockKeyhole className="i" size={15} aria-hidden="true" />}
          onSelect={() => onAsk('suspend')}
        >
          {t('team.suspend')}
        </MenuItem>
      )}
      <MenuItem
        danger
        icon={<UserRoundMinus className="i" size={15} aria-hidden="true" />}
        onSelect={() => onAsk('remove')}
      >
        {t('team.remove')}
      </MenuItem>
    </Menu>
  )
}

import type { Id } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { t } from '../../../lib/i18n'
import { useMe } from '../../../lib/queries'
import { teammatesQuery } from '../../../lib/team'
import { Menu, MenuItem, MenuRule } from '../../../ui/menu'

interface AssignMenuProps {
  gate: { disabled: boolean; 'aria-disabled': boolean }
  onAssign: (user: Id | null) => void
  children: ReactNode
}

/** Who shall be responsible for the selection, or nobody. */
export function AssignMenu({ gate, onAssign, children }: AssignMenuProps) {
  const me = useMe().user.id
  const { data } = useQuery(teammatesQuery)
  const team = data?.items.filter((mate) => mate.role !== 'viewer') ?? []
  return (
    <Menu
      side="top"
      label={t('desk.team')}
      trigger={
        <button type="button" className="btn sm" {...gate}>
          {children}
        </button>
      }
    >
      {team.map((mate) => (
        <MenuItem
          key={mate.id}
          disabled={gate['aria-disabled'] || (mate.away && mate.id !== me)}
          end={<span className={mate.available ? 'dot on' : 'dot'} />}
          onSelect={() => onAssign(mate.id)}
        >
          {mate.name}
        </MenuItem>
      ))}
      <MenuRule />
      <MenuItem disabled={gate['aria-disabled']} onSelect={() => onAssign(null)}>
        {t('desk.nobody')}
      </MenuItem>
    </Menu>
  )
}

import type { Role } from '@baton/api'
import { ChevronDown } from 'lucide-react'
import { t } from '../../../lib/i18n'
import { Menu, MenuChoices } from '../../../ui/menu'

/** What can be given; a workspace passes to another owner in its own way. */
export const GIVEN: Role[] = ['admin', 'editor', 'viewer']

/** The role of a member, changed in place. */
export function RolePick({ name, role, onPick }: { name: string; role: Role; onPick: (role: Role) => void }) {
  return (
    <Menu
      label={t('team.roleOf', { name })}
      width={280}
      trigger={
        <button
          type="button"
          className="drop box"
          aria-label={`${t('team.roleOf', { name })}, ${t(`role.${role}`)}`}
        >
          {t(`role.${role}`)}
          <ChevronDown className="i" size={14} aria-hidden="true" />
        </button>
      }
    >
      <MenuChoices
        value={role}
        onChoose={(next) => next !== role && onPick(next)}
        choices={GIVEN.map((each) => ({
          value: each,
          label: (
            <span className="stack role-choice">
              <b>{t(`role.${each}`)}</b>
              <span className="t-xs muted">{t(`role.${each}.can`)}</span>
            </span>
          ),
        }))}
      />
    </Menu>
  )
}

import type { Conversation } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { t } from '../../lib/i18n'
import { useMe } from '../../lib/queries'
import { useStore } from '../../lib/store'
import { teammatesQuery } from '../../lib/team'
import { usePassOn } from '../../live/assign'
import { health, isReachable } from '../../live/connection'
import { MateAvatar } from '../../ui/avatar'
import { Menu, MenuChoices } from '../../ui/menu'
import '../../styles/team.css'

/** The responsible teammate, to be changed in place (R122). */
export function Agent({ conversation }: { conversation: Conversation }) {
  const me = useMe()
  const { agent } = conversation
  const { data } = useQuery(teammatesQuery)
  const { assign } = usePassOn(conversation)
  const reachable = useStore(health, isReachable)
  const name = agent?.name ?? t('panel.unassigned')
  const shown = (
    <>
      {agent && <MateAvatar name={agent.name} px={18} self={agent.id === me.user.id} />}
      <span className={agent ? 'trunc' : 'faint'}>{name}</span>
    </>
  )
  if (
    !me.permissions.includes('conversation.reply') ||
    conversation.baton.status === 'resolved' ||
    !reachable
  )
    return shown
  const team = (data?.items ?? []).filter(
    (mate) => mate.role !== 'viewer' && (!mate.away || mate.id === me.user.id),
  )
  const pick = (id: string) => {
    if (id !== (agent?.id ?? '')) void assign(team.find((mate) => mate.id === id) ?? null)
  }
  return (
    <Menu
      width={240}
      trigger={
        <button type="button" className="pick">
          <span className="sr">{t('assign.agent')}</span>
          {shown}
          <ChevronDown className="i" size={13} aria-hidden="true" />
        </button>
      }
    >
      <MenuChoices
        value={agent?.id ?? ''}
        onChoose={pick}
        choices={[
          { value: '', label: t('assign.nobody') },
          ...team.map((mate) => ({
            value: mate.id,
            label: mate.name,
            end: (
              <span
                className={mate.available ? 'dot on' : 'dot'}
                title={t(mate.available ? 'assign.available' : 'assign.offline')}
              />
            ),
          })),
        ]}
      />
    </Menu>
  )
}

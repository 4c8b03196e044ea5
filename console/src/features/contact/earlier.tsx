import type { Id } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleCheck, CircleDot } from 'lucide-react'
import { holdOf } from '../../lib/baton'
import { t } from '../../lib/i18n'
import { contactConversationsQuery, useMe } from '../../lib/queries'
import { date, useMinutes } from '../../lib/time'
import { HoldPill } from '../../ui/hold'
import { Section } from './section'

/** The last conversations with this contact. */
export function Earlier({ contact, current }: { contact: Id; current: Id }) {
  const { data } = useQuery(contactConversationsQuery(contact))
  const me = useMe().user.id
  const now = useMinutes()
  if (!data?.items.length) return null
  return (
    <Section title="panel.conversations" end={data.items.length}>
      <ul className="p-list">
        {data.items.map((each) => {
          const Icon = each.baton.status === 'resolved' ? CircleCheck : CircleDot
          const open = each.id === current
          return (
            <li key={each.id}>
              <Link
                to="/inbox/$conversationId"
                params={{ conversationId: each.id }}
                search={{}}
                className="p-row"
                aria-current={open || undefined}
              >
                <Icon className="i" size={15} aria-hidden="true" />
                <span className="trunc grow">
                  {open ? t('panel.this') : (each.last_message?.preview ?? date(each.created_at, now))}
                </span>
                <HoldPill
                  standing={{ hold: holdOf(each.baton, me), owes: false }}
                  baton={each.baton}
                  assistant={each.assistant.name}
                  short
                />
              </Link>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

import type { Conversation } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useMemo } from 'react'
import type { ConversationFilter } from '../../../lib/filters'
import { t } from '../../../lib/i18n'
import { queueQuery } from '../../../lib/queries'
import { teammatesQuery } from '../../../lib/team'
import { span, useMinutes } from '../../../lib/time'
import { waitsQuery } from '../nothing-api'
import { VirtualRows, type VirtualRowsProps } from '../virtual-rows'
import { type Entry, grouped, type Urgency } from './groups'

type Rows = (props: VirtualRowsProps<Conversation>) => ReactElement

/** Another hand may change it: asked anew each time that the queue is looked at, and every minute while it is. */
const watchedQueue = { ...queueQuery, refetchOnMount: 'always', refetchInterval: 60_000 } as const

/** How the rows of a list are shown where not simply one after the other. */
export function rowsFor({ view, sort, q, status }: ConversationFilter): Rows | undefined {
  return view === 'waiting' && sort === 'longest_wait' && !q && status !== 'snoozed' ? WaitingRows : undefined
}

/** The queue, grouped by the target; rows pass from group to group as time goes by. */
function WaitingRows({ items, current, children, ...rest }: VirtualRowsProps<Conversation>) {
  const { data } = useQuery(watchedQueue)
  const now = useMinutes()
  const entries = useMemo<Entry[]>(
    () =>
      data
        ? grouped(items, now, data.target_minutes * 60_000, rest.hasMore)
        : items.map((row, index) => ({ id: row.id, row, index })),
    [items, now, data, rest.hasMore],
  )
  const at = current < 0 ? -1 : entries.findIndex((entry) => 'row' in entry && entry.index === current)
  return (
    <>
      <VirtualRows items={entries} current={at} {...rest}>
        {(entry) =>
          'row' in entry ? (
            children(entry.row, entry.index)
          ) : (
            <GroupHead {...entry} minutes={data?.target_minutes ?? 0} />
          )
        }
      </VirtualRows>
      <Foot />
    </>
  )
}

function GroupHead({
  urgency,
  count,
  more,
  minutes,
}: {
  urgency: Urgency
  count: number
  more: boolean
  minutes: number
}) {
  return (
    <h2 className={`group is-${urgency}`}>
      {urgency === 'over' ? t('desk.over', { n: minutes }) : t(`desk.${urgency}`)}
      <span className="end">{more ? t('desk.more', { n: count }) : count}</span>
    </h2>
  )
}

/** How fast the team was today, and who is there. */
function Foot() {
  const { data: waits } = useQuery(waitsQuery)
  const { data: team } = useQuery(teammatesQuery)
  const available = team?.items.filter((mate) => mate.available).length
  return (
    <p className="list-foot">
      {waits?.today && (
        <span>
          {t('desk.median')} <b>{span(waits.today.median_s)}</b>
        </span>
      )}
      {available !== undefined && <span className="end">{t('desk.available', { n: available })}</span>}
    </p>
  )
}

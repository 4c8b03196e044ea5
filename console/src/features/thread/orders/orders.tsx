import type { Conversation } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { timelineQuery } from '../../../lib/queries'
import { useMinutes } from '../../../lib/time'
import { lazyPart } from '../../../ui/on-demand/lazy-part'
import { inForce } from './in-force'

const Strip = lazyPart(() => import('./strip').then((m) => ({ default: m.OrderStrip })))

/** What the assistant is to keep to here; nothing where there is nothing. */
export function Orders({ conversation, editable }: { conversation: Conversation; editable: boolean }) {
  const { data } = useQuery(timelineQuery(conversation.id))
  const orders = inForce(data ?? [], useMinutes())
  return orders.length > 0 ? (
    <Suspense>
      <Strip conversation={conversation} orders={orders} editable={editable} />
    </Suspense>
  ) : null
}

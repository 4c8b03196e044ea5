import type { Conversation, StandingOrder } from '@baton/api'
import { useQueryClient } from '@tanstack/react-query'
import { ClipboardList, X } from 'lucide-react'
import { useState } from 'react'
import { ambient } from '../../../lib/ambient'
import { toastError } from '../../../lib/explain'
import { handoverApi } from '../../../lib/handover'
import { t } from '../../../lib/i18n'
import { keys } from '../../../lib/keys'
import { useStore } from '../../../lib/store'
import { date, exact, isToday, timeOfDay } from '../../../lib/time'
import { health, isReachable } from '../../../live/connection'
import { IconButton } from '../../../ui/icon-button'
import '../brief/words'
import '../../../styles/handover.css'

interface OrderStripProps {
  conversation: Conversation
  orders: StandingOrder[]
  editable: boolean
}

/** The orders in force, with who left them and until when; taken away in place. */
export function OrderStrip({ conversation, orders, editable }: OrderStripProps) {
  return (
    <section className="orders" aria-label={t('order.strip')}>
      <ClipboardList className="i" size={15} aria-hidden="true" />
      <ul>
        {orders.map((order) => (
          <Order key={order.id} order={order} conversation={conversation} editable={editable} />
        ))}
      </ul>
    </section>
  )
}

function Order({
  order,
  conversation,
  editable,
}: {
  order: StandingOrder
  conversation: Conversation
  editable: boolean
}) {
  const client = useQueryClient()
  const reachable = useStore(health, isReachable)
  const [busy, setBusy] = useState(false)
  const remove = async () => {
    setBusy(true)
    try {
      await handoverApi.removeOrder(conversation.id, order.id)
    } catch (error) {
      toastError(error)
    }
    // Gone, or refused because it is gone already: the timeline tells.
    await client.invalidateQueries({ queryKey: keys.timeline(conversation.id) })
    setBusy(false)
  }
  return (
    <li>
      <span className="order-text" dir="auto">
        {order.body}
      </span>
      <span className="order-by" title={order.expires_at ? exact(order.expires_at) : undefined}>
        {t('order.by', { name: order.author.name, until: until(order.expires_at) })}
      </span>
      {editable && (
        <IconButton
          size="sm"
          label={t('order.remove', { order: order.body })}
          disabled={busy || !reachable}
          onClick={() => void remove()}
        >
          <X className="i" size={14} aria-hidden="true" />
        </IconButton>
      )}
    </li>
  )
}

/** `until 18:00`, with the day where it is another one. */
function until(at: string | null): string {
  if (!at) return t('order.forGood')
  const now = ambient.now()
  const time = isToday(at, now) ? timeOfDay(at) : `${date(at, now)}, ${timeOfDay(at)}`
  return t('order.untilTime', { time })
}

import type { Conversation } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { timelineQuery } from '../../../lib/queries'
import { lazyPart } from '../../../ui/on-demand/lazy-part'
import type { BatonActions } from '../use-baton'
import { openRequest } from './open-request'

const Strip = lazyPart(() => import('./strip').then((m) => ({ default: m.RequestStrip })))

/** Who asks for this conversation, where somebody does. */
export function Asked({ conversation, baton }: { conversation: Conversation; baton: BatonActions }) {
  const { data } = useQuery(timelineQuery(conversation.id))
  const request = openRequest(data ?? [], conversation.baton.epoch)
  return request && conversation.baton.holder === 'person' ? (
    <Suspense>
      <Strip key={request.asker.id} conversation={conversation} request={request} baton={baton} />
    </Suspense>
  ) : null
}

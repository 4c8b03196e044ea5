import type { Conversation } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { timelineQuery } from '../../../lib/queries'
import { lazyPart } from '../../../ui/on-demand/lazy-part'
import { openReplies } from './open-replies'

const Strip = lazyPart(() => import('./strip').then((m) => ({ default: m.ScheduledStrip })))

/** What is said later here; nothing where there is nothing. */
export function Scheduled({ conversation, editable }: { conversation: Conversation; editable: boolean }) {
  const { data } = useQuery(timelineQuery(conversation.id))
  const replies = openReplies(data ?? [])
  return replies.length > 0 ? (
    <Suspense>
      <Strip conversation={conversation} replies={replies} editable={editable} />
    </Suspense>
  ) : null
}

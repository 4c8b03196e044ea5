import type { Id } from '@baton/api'
import { useQueryClient } from '@tanstack/react-query'
import { explain } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { toast } from '../../../lib/toasts'
import { loadBackTo } from '../reading/use-show-found'

/** How long a found message stands out. */
const SHOWN_MS = 2_000
/** What was loaded may be drawn some frames later. */
const FRAMES = 10

/** Leads to a message of the conversation, loading what was said before where it has to. */
export function useJump(conversation: Id) {
  const client = useQueryClient()
  return async (seq: number) => {
    try {
      await loadBackTo(client, conversation, seq)
    } catch (error) {
      toast({ title: t('brief.lost'), detail: explain(error), tone: 'danger' })
      return
    }
    show(seq, FRAMES)
  }
}

function show(seq: number, frames: number): void {
  const message = document.querySelector<HTMLElement>(`.transcript [data-seq="${seq}"]`)
  if (!message) {
    if (frames) requestAnimationFrame(() => show(seq, frames - 1))
    return
  }
  message.tabIndex = -1
  message.focus({ preventScroll: true })
  message.scrollIntoView({ block: 'center' })
  message.classList.add('is-found')
  setTimeout(() => message.classList.remove('is-found'), SHOWN_MS)
}

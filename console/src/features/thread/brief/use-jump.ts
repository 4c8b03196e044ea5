import type { Id, Message } from '@baton/api'
import { useQueryClient } from '@tanstack/react-query'
import { api, type Slice } from '../../../lib/api'
import { explain } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { keys } from '../../../lib/keys'
import { toast } from '../../../lib/toasts'

const PAGE = 50
/** How long a found message stands out. */
const SHOWN_MS = 2_000

const find = (seq: number) => document.querySelector<HTMLElement>(`.transcript [data-seq="${seq}"]`)

/** Leads to a message of the conversation, loading what was said before where it has to. */
export function useJump(conversation: Id) {
  const client = useQueryClient()
  const key = keys.messages(conversation)

  const reach = async (seq: number) => {
    for (;;) {
      const first = client.getQueryData<Slice<Message>>(key)?.items[0]?.seq ?? 1
      if (first <= seq) return
      const page = await api.messages(conversation, { before: first, limit: PAGE })
      if (!page.items.length) return
      client.setQueryData<Slice<Message>>(
        key,
        (known) => known && { items: [...page.items, ...known.items], has_more: page.has_more },
      )
    }
  }

  return async (seq: number) => {
    try {
      await reach(seq)
    } catch (error) {
      toast({ title: t('brief.lost'), detail: explain(error), tone: 'danger' })
      return
    }
    requestAnimationFrame(() => show(find(seq)))
  }
}

function show(message: HTMLElement | null): void {
  if (!message) return
  message.tabIndex = -1
  message.focus({ preventScroll: true })
  message.scrollIntoView({ block: 'center' })
  message.classList.add('is-found')
  setTimeout(() => message.classList.remove('is-found'), SHOWN_MS)
}

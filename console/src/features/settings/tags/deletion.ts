import type { QueryClient } from '@tanstack/react-query'
import { toastError } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { createStore } from '../../../lib/store'
import { toasts, toastWithUndo } from '../../../lib/toasts'
import { counted, deleteTag, type TagUse } from './api'

/** Tags that are deleted as soon as nobody can take it back any more. */
export const doomed = createStore<ReadonlySet<string>>(new Set())

function without(name: string): void {
  doomed.set((all) => new Set([...all].filter((each) => each !== name)))
}

/** Takes a tag off the list at once, and deletes it when the offer to undo that has gone from the screen. */
export function deleteSoon(client: QueryClient, tag: TagUse): void {
  const { name } = tag
  doomed.set((all) => new Set([...all, name]))
  const id = toastWithUndo(
    { title: t('tags.deleted', { tag: name }), detail: counted(tag) },
    t('common.undo'),
    () => without(name),
  )
  const unsubscribe = toasts.subscribe(() => {
    if (toasts.get().some((toast) => toast.id === id)) return
    unsubscribe()
    // Undo takes the words away first and speaks then.
    queueMicrotask(() => {
      if (doomed.get().has(name)) void commit(client, name)
    })
  })
}

async function commit(client: QueryClient, name: string): Promise<void> {
  try {
    await deleteTag(name)
  } catch (error) {
    toastError(error)
  }
  await client.invalidateQueries({ queryKey: ['tags'] })
  without(name)
}

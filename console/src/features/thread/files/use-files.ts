import type { Id } from '@baton/api'
import { type ClipboardEvent, useEffect, useEffectEvent, useState } from 'react'
import { useMe } from '../../../lib/queries'
import { useStore } from '../../../lib/store'
import { pending, takeReady } from './pending'

const hasFiles = (data: DataTransfer | null) => data?.types.includes('Files') ?? false

/** The files beside a reply: chosen, pasted, or dropped anywhere while it is being written. */
export function useFiles(conversation: Id) {
  const workspace = useMe().workspace.id
  const all = useStore(pending).filter((each) => each.conversation === conversation)
  const [isOver, setOver] = useState(false)
  const add = (chosen: readonly File[]) => {
    if (chosen.length) void import('./upload').then((m) => m.addFiles(workspace, conversation, chosen))
  }
  const drop = useEffectEvent((data: DataTransfer) => add([...data.files]))
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (!event.relatedTarget) setOver(false)
    }
    const dropped = (event: DragEvent) => {
      setOver(false)
      if (event.defaultPrevented || !hasFiles(event.dataTransfer) || !event.dataTransfer) return
      event.preventDefault()
      drop(event.dataTransfer)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', dropped)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', dropped)
    }
  }, [])
  return {
    all,
    isOver,
    /** Nothing is on its way, and nothing waits for a decision. */
    isQuiet: all.every((each) => each.state === 'ready'),
    add,
    take: () => takeReady(conversation),
    onPaste: (event: ClipboardEvent) => {
      const { files, types } = event.clipboardData
      // What was copied from a document comes as a picture of it too: its words are meant.
      if (!files.length || types.includes('text/plain')) return
      event.preventDefault()
      add([...files])
    },
  }
}

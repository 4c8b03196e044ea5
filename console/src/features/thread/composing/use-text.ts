import type { Id } from '@baton/api'
import { type RefObject, useLayoutEffect, useState } from 'react'
import { drafts } from '../../../lib/drafts'
import { applyFormat, type Format } from '../../../lib/format'
import { useMe } from '../../../lib/queries'

/** The words that are being written, kept as a draft with every key, and where the caret is in them. */
export function useText(
  area: RefObject<HTMLTextAreaElement | null>,
  conversation: Id,
  wrote: (text: string) => void,
) {
  const workspace = useMe().workspace.id
  const [text, setText] = useState(() => drafts.read(workspace, conversation))
  const [mode, setMode] = useState<'edit' | 'preview'>('edit')
  const write = (next: string) => {
    setText(next)
    drafts.write(workspace, conversation, next)
    wrote(next)
  }
  const end = [text.length, text.length] as const
  const put = (piece: string, [start, end]: readonly [number, number], after?: () => void) => {
    write(text.slice(0, start) + piece + text.slice(end))
    setMode('edit')
    requestAnimationFrame(() => {
      area.current?.focus()
      area.current?.setSelectionRange(start + piece.length, start + piece.length)
      after?.()
    })
  }
  /** Where the caret is, or at the end. */
  const insert = (piece: string, after?: () => void) => {
    const element = area.current
    put(piece, element ? [element.selectionStart, element.selectionEnd] : end, after)
  }
  const format = (kind: Format) => {
    const element = area.current
    if (!element) return
    const next = applyFormat({ text, start: element.selectionStart, end: element.selectionEnd }, kind)
    write(next.text)
    requestAnimationFrame(() => {
      element.focus()
      element.setSelectionRange(next.start, next.end)
    })
  }
  useLayoutEffect(() => {
    const element = area.current
    if (!element || mode === 'preview') return
    element.style.height = '0'
    element.style.height = text ? `${element.scrollHeight}px` : ''
  }, [area, text, mode])
  return { text, mode, setMode, write, end, put, insert, format }
}

import type { Id } from '@baton/api'
import { drafts } from '../../../lib/drafts'

const COMPOSER = '.thread .composer.human'
const area = () => document.querySelector<HTMLTextAreaElement>(`${COMPOSER} textarea`)

/** Puts a text behind what is being written: into the composer where it is open, else into the draft that it begins with. */
export function offerDraft(workspace: Id, conversation: Id, text: string): void {
  const composer = document.querySelector(COMPOSER)
  if (!composer) {
    drafts.write(workspace, conversation, behind(drafts.read(workspace, conversation), text))
    return
  }
  // A preview has no field: the first of its two tabs is where one writes.
  if (!area()) composer.querySelector<HTMLElement>('.seg [role=tab]')?.click()
  requestAnimationFrame(() => {
    const field = area()
    if (!field) return
    field.setRangeText(behind(field.value, text), 0, field.value.length, 'end')
    field.dispatchEvent(new Event('input', { bubbles: true }))
    field.focus()
  })
}

const behind = (before: string, text: string) => (before.trim() ? `${before.trimEnd()} ${text}` : text)

import type { Id } from '@baton/api'
import { drafts } from '../../../lib/drafts'

/** Puts a text behind what is being written: into the composer where it is open, else into the draft that it begins with. */
export function offerDraft(workspace: Id, conversation: Id, text: string): void {
  const area = document.querySelector<HTMLTextAreaElement>('.thread .composer.human textarea')
  const before = area?.value ?? drafts.read(workspace, conversation)
  const draft = before.trim() ? `${before.trimEnd()} ${text}` : text
  if (!area) {
    drafts.write(workspace, conversation, draft)
    return
  }
  area.setRangeText(draft, 0, area.value.length, 'end')
  area.dispatchEvent(new Event('input', { bubbles: true }))
  area.focus()
}

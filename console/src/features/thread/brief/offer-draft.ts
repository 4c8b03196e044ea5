import type { Id } from '@baton/api'
import { between, drafts } from '../../../lib/drafts'
import { insertion } from '../../../ui/insertion'

/** Puts a text behind what is being written: into the composer where it is open there, else into the draft that it begins with. */
export function offerDraft(workspace: Id, conversation: Id, text: string): void {
  const composer = insertion.get()
  if (composer?.conversation === conversation) composer.write(text)
  else {
    const before = drafts.read(workspace, conversation)
    drafts.write(workspace, conversation, before + between(before) + text)
  }
}

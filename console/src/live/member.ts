import type { Id, Me, MemberFacts } from '@baton/api'
import type { QueryClient } from '@tanstack/react-query'
import { ended } from '../lib/ended'
import { t, teach } from '../lib/i18n'
import { form } from '../lib/i18n/en/form'
import { keys } from '../lib/keys'
import { toast } from '../lib/toasts'

teach(form)

/** What somebody may do has changed: who it is learns it at once, and the screen follows. */
export function memberUpdated(client: QueryClient, member: MemberFacts, me: Id): void {
  const session = client.getQueryData<Me>(keys.session)
  if (member.id !== me || !session) return
  if (member.state !== 'active') ended.set({ state: member.state, workspace: session.workspace.name })
  else if (member.role !== session.role) toast({ title: t('role.now', { role: member.role }) })
  void client.invalidateQueries({ queryKey: keys.session })
}

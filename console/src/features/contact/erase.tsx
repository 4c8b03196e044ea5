import type { Conversation } from '@baton/api'
import { Suspense, useState } from 'react'
import { t } from '../../lib/i18n'
import { useMe } from '../../lib/queries'
import { lazyPart } from '../../ui/on-demand/lazy-part'

const EraseDialog = lazyPart(() => import('./erase-dialog').then((m) => ({ default: m.EraseDialog })))

/** The way to have a contact erased, for whoever may delete conversations. */
export function Erase({ conversation, name }: { conversation: Conversation; name: string }) {
  const me = useMe()
  const [asked, setAsked] = useState(false)
  if (!me.permissions.includes('conversation.delete')) return null
  return (
    <div className="p-erase">
      <button type="button" className="btn danger-soft" onClick={() => setAsked(true)} aria-haspopup="dialog">
        {t('panel.erase')}
      </button>
      {asked && (
        <Suspense>
          <EraseDialog conversation={conversation} name={name} onClose={() => setAsked(false)} />
        </Suspense>
      )}
    </div>
  )
}

import { Suspense } from 'react'
import { t } from '../../../lib/i18n'
import { lazyPart } from '../../../ui/on-demand/lazy-part'
import type { Pending } from './pending'

const Chips = lazyPart(() => import('./chips').then((m) => ({ default: m.Chips })))

/** The files of the reply that is being written, where there are some. */
export function FileChips({ items, isOver }: { items: readonly Pending[]; isOver: boolean }) {
  return (
    <>
      {isOver && <p className="c-drop">{t('composer.drop')}</p>}
      {items.length > 0 && (
        <Suspense>
          <Chips items={items} />
        </Suspense>
      )}
    </>
  )
}

import { Bell as BellIcon } from 'lucide-react'
import { Suspense, useState } from 'react'
import { t } from '../../../lib/i18n'
import { IconButton } from '../../../ui/icon-button'
import { lazyPart } from '../../../ui/on-demand/lazy-part'

const load = () => import('./panel')
const Panel = lazyPart(async () => ({ default: (await load()).BellPanel }))
const Dot = lazyPart(async () => ({ default: (await import('./dot')).BellDot }))

/** The bell in the top bar: what is new, and whether the browser may ping. */
export function Bell() {
  const [open, setOpen] = useState(false)
  return (
    <span className="bell-wrap">
      <IconButton
        label={t('bell.title')}
        className="bell"
        onClick={() => setOpen(!open)}
        aria-expanded={open}
      >
        <BellIcon className="i" size={17} aria-hidden="true" />
        <Suspense>
          <Dot />
        </Suspense>
      </IconButton>
      {open && (
        <Suspense>
          <Panel onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </span>
  )
}

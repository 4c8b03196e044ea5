import { Search } from 'lucide-react'
import { Suspense, useEffect, useRef, useState } from 'react'
import { t } from '../../../lib/i18n'
import { useShortcut } from '../../../lib/keyboard/use-shortcut'
import { Keys } from '../../../ui/keys'
import { lazyPart } from '../../../ui/on-demand/lazy-part'

const Palette = lazyPart(() => import('./palette').then((m) => ({ default: m.Palette })))

/** Opens the command palette, which is fetched then. */
export function CommandField() {
  const [open, setOpen] = useState(false)
  const chosen = useRef<() => void>(undefined)
  useShortcut('palette', () => setOpen(!open))
  useEffect(() => {
    if (open || !chosen.current) return
    // After the dialog has given the focus back, which may be taken elsewhere.
    setTimeout(chosen.current)
    chosen.current = undefined
  }, [open])
  return (
    <>
      <button
        type="button"
        className="cmd-field"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOpen(true)}
      >
        <Search className="i" size={15} aria-hidden="true" />
        <span className="grow trunc">{t('palette.open')}</span>
        <Keys names={['Mod', 'K']} />
      </button>
      {open && (
        <Suspense>
          <Palette
            onClose={() => setOpen(false)}
            onRun={(run) => {
              chosen.current = run
              setOpen(false)
            }}
          />
        </Suspense>
      )}
    </>
  )
}

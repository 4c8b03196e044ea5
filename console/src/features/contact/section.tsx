import { ChevronDown, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { type PlainKey, t } from '../../lib/i18n'
import { choose, settings } from '../../lib/settings'
import { useStore } from '../../lib/store'

/** A part of the panel that folds, and stays as it was left. */
export function Section({ title, end, children }: { title: PlainKey; end?: ReactNode; children: ReactNode }) {
  const folded = useStore(settings, (all) => all.folded)
  const shut = folded.includes(title)
  const toggle = () => choose({ folded: shut ? folded.filter((each) => each !== title) : [...folded, title] })
  const Chevron = shut ? ChevronRight : ChevronDown
  return (
    <section className={shut ? 'sec shut' : 'sec'}>
      <h3>
        <button type="button" aria-expanded={!shut} onClick={toggle}>
          <Chevron className="i" size={14} aria-hidden="true" />
          {t(title)}
        </button>
        <span className="end">{end}</span>
      </h3>
      {!shut && children}
    </section>
  )
}

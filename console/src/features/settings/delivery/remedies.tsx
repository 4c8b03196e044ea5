import { useState } from 'react'
import { t } from '../../../lib/i18n'
import { CopyButton } from '../../../ui/form/copy-field'
import type { Tested } from './api'

/** The lines that mend it, for one place at a time. */
export function Remedies({ way, list }: { way: string; list: Tested['remedies'] }) {
  const [chosen, setChosen] = useState(list[0]?.place)
  const shown = list.find(({ place }) => place === chosen) ?? list[0]
  if (!shown) return null
  return (
    <figure className="remedies">
      <figcaption className="remedies-head">
        {list.length > 1 ? (
          <fieldset className="seg sm fit" aria-label={t('delivery.places', { way })}>
            {list.map(({ place }) => (
              <button
                key={place}
                type="button"
                aria-pressed={place === shown.place}
                onClick={() => setChosen(place)}
              >
                {place}
              </button>
            ))}
          </fieldset>
        ) : (
          <span className="lbl">{t('delivery.place', { place: shown.place })}</span>
        )}
        <CopyButton key={shown.lines} text={shown.lines}>
          <span className="sr"> {t('delivery.linesOf', { way })}</span>
        </CopyButton>
      </figcaption>
      <pre className="mono">{shown.lines}</pre>
    </figure>
  )
}

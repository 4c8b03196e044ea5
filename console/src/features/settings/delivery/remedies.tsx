import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../../lib/i18n'
import { toast } from '../../../lib/toasts'
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
        <CopyLines key={shown.lines} way={way} lines={shown.lines} />
      </figcaption>
      <pre className="mono">{shown.lines}</pre>
    </figure>
  )
}

function CopyLines({ way, lines }: { way: string; lines: string }) {
  const [copied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(lines).then(
      () => setCopied(true),
      () => toast({ title: t('form.copyFailed'), tone: 'danger' }),
    )
  const Icon = copied ? Check : Copy
  return (
    <button type="button" className="btn sm" onClick={() => void copy()}>
      <Icon className="i" size={14} aria-hidden="true" />
      <span aria-live="polite">{t(copied ? 'common.copied' : 'form.copy')}</span>
      <span className="sr"> {t('delivery.linesOf', { way })}</span>
    </button>
  )
}

import { Check, Copy } from 'lucide-react'
import { useId, useState } from 'react'
import { t } from '../../lib/i18n'
import { toast } from '../../lib/toasts'
import './words'

/** A text to be copied whole: a secret that is shown once, a link, a line of code. */
export function CopyField({ label, text }: { label: string; text: string }) {
  const id = useId()
  const [copied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => toast({ title: t('form.copyFailed'), tone: 'danger' }),
    )
  return (
    <div className="form-field">
      <label className="lbl" htmlFor={id}>
        {label}
      </label>
      <span className="input copy-field">
        <input
          id={id}
          className="grow mono"
          readOnly
          value={text}
          onFocus={(event) => event.target.select()}
        />
        <button type="button" className="btn sm" onClick={() => void copy()}>
          {copied ? (
            <Check className="i" size={14} aria-hidden="true" />
          ) : (
            <Copy className="i" size={14} aria-hidden="true" />
          )}
          <span aria-live="polite">{t(copied ? 'common.copied' : 'form.copy')}</span>
        </button>
      </span>
    </div>
  )
}

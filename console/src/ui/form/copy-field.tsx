import { Check, Copy } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { t } from '../../lib/i18n'
import { toast } from '../../lib/toasts'
import './words'

/** A text to be copied whole: a secret that is shown once, a link, a line of code. */
export function CopyField({ label, text }: { label: string; text: string }) {
  const id = useId()
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
        <CopyButton text={text} />
      </span>
    </div>
  )
}

/** Copies a text and says so; what it is may be said behind that, to whoever does not see it. */
export function CopyButton({ text, children }: { text: string; children?: ReactNode }) {
  const [copied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => toast({ title: t('form.copyFailed'), tone: 'danger' }),
    )
  const Icon = copied ? Check : Copy
  return (
    <button type="button" className="btn sm" onClick={() => void copy()}>
      <Icon className="i" size={14} aria-hidden="true" />
      <span aria-live="polite">{t(copied ? 'common.copied' : 'form.copy')}</span>
      {children}
    </button>
  )
}

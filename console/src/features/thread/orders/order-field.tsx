import type { KeyboardEvent } from 'react'
import { t } from '../../../lib/i18n'
import '../brief/words'
import '../../../styles/handover.css'

/** Characters that an order or a whisper may have. */
const LONGEST = 500

/** How many are left. */
export const leftOf = (text: string) => LONGEST - [...text.trim()].length

interface OrderFieldProps {
  label: string
  placeholder: string
  text: string
  onText: (text: string) => void
  onSend: () => void
}

/** What the assistant shall do, in a few words that the visitor does not read. */
export function OrderField({ label, placeholder, text, onText, onSend }: OrderFieldProps) {
  const left = leftOf(text)
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    onSend()
  }
  return (
    <>
      <label className="dialog-field">
        {label}
        <span className="input area">
          <textarea
            rows={3}
            value={text}
            dir="auto"
            placeholder={placeholder}
            aria-invalid={left < 0}
            onChange={(event) => onText(event.target.value)}
            onKeyDown={onKey}
          />
        </span>
      </label>
      {left < 100 && (
        <p className={left < 0 ? 'order-left over' : 'order-left'}>{t('order.left', { n: left })}</p>
      )}
    </>
  )
}

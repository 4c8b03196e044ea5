import { X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { ambient } from '../lib/ambient'
import { t } from '../lib/i18n'
import { useStore } from '../lib/store'
import { dismiss, type Toast, toasts } from '../lib/toasts'
import { Key } from './keys'

/** The latest messages of the console itself, bottom right; they wait while pointed at or focused. */
export function Toaster() {
  const all = useStore(toasts)
  return (
    <section className="toasts" aria-live="polite" aria-label={t('app.name')}>
      {all.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  )
}

function ToastCard({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false)
  const left = useRef(toast.lasts)
  useEffect(() => {
    if (held) return
    const since = ambient.now()
    const timer = setTimeout(() => dismiss(toast.id), left.current)
    return () => {
      clearTimeout(timer)
      left.current -= ambient.now() - since
    }
  }, [held, toast.id])
  const hold = { onMouseEnter: () => setHeld(true), onFocus: () => setHeld(true) }
  const letGo = { onMouseLeave: () => setHeld(false), onBlur: () => setHeld(false) }
  return (
    <div className={toast.tone ? `toast ${toast.tone}` : 'toast'} {...hold} {...letGo}>
      <span>{toast.mark}</span>
      <div>
        <b>{toast.title}</b>
        {toast.detail && <p>{toast.detail}</p>}
      </div>
      <div className="row">
        {toast.action && (
          <button type="button" className="btn ghost sm" onClick={toast.action.run}>
            {toast.action.label}
            {toast.action.key && <Key name={toast.action.key} />}
          </button>
        )}
        <button
          type="button"
          className="icon-btn xs"
          aria-label={t('common.close')}
          onClick={() => dismiss(toast.id)}
        >
          <X className="i" size={14} aria-hidden="true" />
        </button>
      </div>
    </div>
  )
}

import { RefreshCw, WifiOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { t } from '../../lib/i18n'
import { useStore } from '../../lib/store'
import { toast } from '../../lib/toasts'
import { type Health, health } from '../../live/connection'
import { useStream } from '../../live/provider'

const TONE: Record<Health, string> = {
  first: 're',
  live: 'on',
  catching: 'on',
  connecting: 're',
  polling: 're',
  offline: 'off',
}
const WORD = {
  first: 'connecting',
  live: 'live',
  catching: 'catching',
  connecting: 'connecting',
  polling: 'polling',
  offline: 'offline',
} as const

/** Whether what is on the screen is live, in words that are true. */
export function Indicator({ short = false }: { short?: boolean }) {
  const state = useStore(health)
  const word = WORD[state]
  return (
    <span className={`wsock ${TONE[state]}`} role="status">
      <span className={TONE[state] === 'on' ? 'dot on' : 'dot'} />
      {state === 'first' ? t('ws.first') : t(short ? `ws.short.${word}` : `ws.${word}`)}
    </span>
  )
}

/** A manual sync: everything on the screen is asked for again. */
export function RefreshButton() {
  const stream = useStream()
  const [busy, setBusy] = useState(false)
  const refresh = async () => {
    if (!stream || busy) return
    setBusy(true)
    const answered = await stream.refresh()
    setBusy(false)
    if (answered) toast({ title: t('ws.refreshed'), detail: t('ws.refreshedDetail'), lasts: 2_500 })
    else toast({ title: t('ws.refreshFailed'), detail: t('error.unreachable'), tone: 'danger' })
  }
  return (
    <button type="button" className="btn ghost sm refresh" aria-busy={busy} onClick={() => void refresh()}>
      <RefreshCw className="i" size={14} aria-hidden="true" />
      <span>{t(busy ? 'ws.refreshing' : 'ws.refresh')}</span>
    </button>
  )
}

/** A short break is not worth a banner. */
const PATIENCE_MS = 2_000

/** Says what a lost connection means for the work, and offers to try now. */
export function ConnectionStrip() {
  const state = useStore(health)
  const stream = useStream()
  const broken = state === 'connecting' || state === 'offline'
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (!broken) {
      setShown(false)
      return
    }
    const timer = setTimeout(() => setShown(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [broken])
  if (!broken || !shown) return null
  const word = state === 'offline' ? 'offline' : 'connecting'
  return (
    <div className={word === 'offline' ? 'strip danger' : 'strip'} role="status">
      <WifiOff className="i" size={16} aria-hidden="true" />
      <b>{t(`strip.${word}`)}</b>
      <span className="muted trunc">{t(`strip.${word}Detail`)}</span>
      <span className="grow" />
      <button type="button" className="btn sm" onClick={() => stream?.reconnect()}>
        {t('strip.retry')}
      </button>
    </div>
  )
}

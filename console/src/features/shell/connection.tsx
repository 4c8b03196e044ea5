import { RefreshCw, WifiOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { t } from '../../lib/i18n'
import { useStore } from '../../lib/store'
import { useSeconds } from '../../lib/time'
import { toast } from '../../lib/toasts'
import { gap, type Health, health, retryAt } from '../../live/connection'
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

/** Whether what is on the screen is live, in words that are true; in fewer of them where there is little room. */
export function Indicator() {
  const state = useStore(health)
  const word = WORD[state]
  return (
    <span className={`wsock ${TONE[state]}`} role="status">
      <span className={TONE[state] === 'on' ? 'dot on' : 'dot'} />
      <span className="long">{t(state === 'first' ? 'ws.first' : `ws.${word}`)}</span>
      <span className="short" aria-hidden="true">
        {t(state === 'first' ? 'ws.first' : `ws.short.${word}`)}
      </span>
      {(state === 'live' || state === 'catching') && <Missed />}
    </span>
  )
}

/** What the stream did not bring: how much of it is not here yet, and how much was fetched after a break. */
function Missed() {
  const { missing, fetched } = useStore(gap)
  return (
    <span className="missed" title={fetched ? t('ws.caughtDetail', { n: fetched }) : undefined}>
      {fetched > 0 && `${t('ws.caught', { n: fetched })}, `}
      {t('ws.missed', { n: missing })}
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
  return <Strip word={word} onRetry={() => stream?.reconnect()} />
}

function Strip({ word, onRetry }: { word: 'offline' | 'connecting'; onRetry: () => void }) {
  const now = useSeconds()
  const next = useStore(retryAt)
  const seconds = next === null ? 0 : Math.ceil((next - now) / 1_000)
  return (
    <div className={word === 'offline' ? 'strip danger' : 'strip'} role="status">
      <WifiOff className="i" size={16} aria-hidden="true" />
      <b>
        {t(`strip.${word}`)}
        {/* The count is for the eye: said aloud every second it would drown the rest. */}
        <span aria-hidden="true">{seconds > 0 && ` ${t('strip.next', { n: seconds })}`}</span>
      </b>
      <span className="muted trunc">{t(`strip.${word}Detail`)}</span>
      <span className="grow" />
      <button type="button" className="btn sm" onClick={onRetry}>
        {t('strip.retry')}
      </button>
    </div>
  )
}

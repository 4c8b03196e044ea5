import { LoaderCircle } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { explain } from '../../../lib/explain'
import { t, teach } from '../../../lib/i18n'
import { delivery } from '../../../lib/i18n/en/settings/delivery'
import { useStore } from '../../../lib/store'
import { health } from '../../../live/connection'
import { SettingsSection } from '../../../ui/form/page'
import { FormCard, FormRow } from '../../../ui/form/row'
import { HOPS, type Hop, type Tested, testDelivery } from './api'
import { Remedies } from './remedies'
import '../../../styles/delivery.css'

teach(delivery)

type Result = Tested | { verdict: 'failed'; says: string; took_ms: null; remedies: [] }

/** Whether what is said arrives: every way is tried, and what breaks is named with the line that mends it. */
export function DeliveryPage() {
  const { results, running, run } = useTests()
  return (
    <SettingsSection title={t('settings.delivery')} lead={t('delivery.lead')}>
      <div className="delivery-head">
        <button
          type="button"
          className="btn primary"
          aria-disabled={running.size > 0}
          onClick={() => running.size === 0 && run(HOPS)}
        >
          {t(running.size ? 'delivery.running' : 'delivery.run')}
        </button>
        <p className="field-note" role="status">
          {summary(results, running)}
        </p>
      </div>
      <div className="delivery">
        <FormCard>
          <ThisBrowser />
          {HOPS.map((hop) => (
            <Way
              key={hop}
              hop={hop}
              result={results.get(hop)}
              isRunning={running.has(hop)}
              onTest={() => !running.has(hop) && run([hop])}
            />
          ))}
        </FormCard>
      </div>
    </SettingsSection>
  )
}

function useTests() {
  const [results, setResults] = useState<ReadonlyMap<Hop, Result>>(new Map())
  const [running, setRunning] = useState<ReadonlySet<Hop>>(new Set())
  const leaving = useRef(new AbortController())
  useEffect(() => {
    leaving.current = new AbortController()
    return () => leaving.current.abort()
  }, [])
  const test = async (hop: Hop) => {
    const { signal } = leaving.current
    const result = await testDelivery(hop, signal).catch(
      (error): Result => ({ verdict: 'failed', says: explain(error), took_ms: null, remedies: [] }),
    )
    if (signal.aborted) return
    setResults((before) => new Map(before).set(hop, result))
    setRunning((before) => new Set([...before].filter((each) => each !== hop)))
  }
  const run = (hops: readonly Hop[]) => {
    setRunning((before) => new Set([...before, ...hops]))
    for (const hop of hops) void test(hop)
  }
  return { results, running, run }
}

/** What this very page sees: the test asks from the server, a network of the reader may be another matter. */
function ThisBrowser() {
  const state = useStore(health)
  const sound = state === 'live' || state === 'catching'
  return (
    <FormRow label={t('delivery.browser')} hint={t('delivery.browserHint')}>
      <div className="delivery-found">
        <div className="delivery-verdict">
          <Verdict of={sound ? 'sound' : state === 'polling' ? 'doubtful' : 'broken'} />
        </div>
        <p className="field-note">
          {t(`delivery.browser.${sound ? 'live' : state === 'polling' ? 'polling' : 'none'}`)}
        </p>
      </div>
    </FormRow>
  )
}

interface WayProps {
  hop: Hop
  result: Result | undefined
  isRunning: boolean
  onTest: () => void
}

function Way({ hop, result, isRunning, onTest }: WayProps) {
  const way = t(`delivery.hop.${hop}`)
  return (
    <FormRow label={way} hint={t(`delivery.hint.${hop}`)}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and here is what was found */}
      <div className="delivery-found" role="group" aria-label={way} aria-busy={isRunning}>
        <div className="delivery-verdict">
          {isRunning ? (
            <span className="chip">
              <LoaderCircle className="i spin" size={12} aria-hidden="true" />
              {t('delivery.trying')}
            </span>
          ) : result ? (
            <Verdict of={result.verdict} />
          ) : (
            <span className="faint">{t('delivery.untried')}</span>
          )}
          <button type="button" className="btn sm" aria-disabled={isRunning} onClick={onTest}>
            {t(result ? 'delivery.again' : 'delivery.one')}
            <span className="sr"> {way}</span>
          </button>
        </div>
        {result && !isRunning && <Found way={way} result={result} />}
      </div>
    </FormRow>
  )
}

function Found({ way, result }: { way: string; result: Result }) {
  const isWrong = result.verdict === 'broken' || result.verdict === 'failed'
  return (
    <>
      <p className={isWrong ? 'field-note wrong' : 'field-note'}>
        {result.says}
        {result.took_ms !== null && result.verdict === 'sound' && (
          <span className="faint num"> {t('delivery.took', { ms: result.took_ms })}</span>
        )}
      </p>
      {result.remedies.length > 0 && <Remedies way={way} list={result.remedies} />}
    </>
  )
}

const TONE = { sound: 'ok', doubtful: 'wait', broken: 'danger', failed: 'danger', skipped: '' } as const

function Verdict({ of }: { of: keyof typeof TONE }) {
  return <span className={`chip ${TONE[of]}`}>{t(`delivery.verdict.${of}`)}</span>
}

/** In one line: what is left, or what is to be done, the worst first. */
function summary(results: ReadonlyMap<Hop, Result>, running: ReadonlySet<Hop>): string {
  if (running.size) return t('delivery.left', { n: running.size })
  if (!results.size) return ''
  const count = (of: Result['verdict']) =>
    [...results.values()].filter(({ verdict }) => verdict === of).length
  const [broken, failed, doubtful] = [count('broken'), count('failed'), count('doubtful')]
  const said = [
    broken && t('delivery.bad', { n: broken }),
    failed && t('delivery.failed', { n: failed }),
    doubtful && t('delivery.doubtful', { n: doubtful }),
  ]
  return said.filter(Boolean).join(' · ') || t('delivery.good')
}

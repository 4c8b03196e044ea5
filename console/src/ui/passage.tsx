import type { TracePassage } from '@baton/api'
import '../styles/inspector.css'

/** A passage that was read, with what was quoted from it. */
export function Passage({ passage, quote }: { passage: TracePassage; quote?: string | undefined }) {
  const at = quote ? passage.text.indexOf(quote) : -1
  return (
    <div className="passage">
      <p className="t">
        {passage.n !== null && <span className="cite">{passage.n}</span>}
        <span className="trunc">{passage.title}</span>
        <span className="end">{passage.score.toFixed(2)}</span>
      </p>
      {passage.heading && passage.heading !== passage.title && <p className="t-xs">{passage.heading}</p>}
      <p dir="auto">
        {quote && at >= 0 ? (
          <>
            {passage.text.slice(0, at)}
            <mark>{quote}</mark>
            {passage.text.slice(at + quote.length)}
          </>
        ) : (
          passage.text
        )}
      </p>
    </div>
  )
}

/** How sure the assistant was, against how sure it has to be. */
export function ConfidenceMeter({ confidence, threshold }: { confidence: number; threshold: number }) {
  const percent = (share: number) => `${Math.round(Math.min(1, Math.max(0, share)) * 100)}%`
  return (
    <div className="meter" aria-hidden="true">
      <i style={{ width: percent(confidence) }} />
      <b style={{ left: percent(threshold) }} />
    </div>
  )
}

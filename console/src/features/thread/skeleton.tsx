import { Late } from '../../ui/late'

/** A transcript before it is there. */
export function TranscriptSkeleton() {
  return (
    <div className="transcript" aria-busy="true">
      <Late>
        <div className="t-flow sk-flow" aria-hidden="true">
          <span className="sk" style={{ width: '56%', height: 54 }} />
          <span className="sk ours" style={{ width: '66%', height: 92 }} />
          <span className="sk" style={{ width: '40%', height: 40 }} />
          <span className="sk ours" style={{ width: '60%', height: 72 }} />
        </div>
      </Late>
    </div>
  )
}

/** A thread before it is there. */
export function ThreadSkeleton() {
  return (
    <section className="thread" aria-busy="true">
      <Late>
        <header className="t-head">
          <span className="sk c" style={{ width: 38, height: 38 }} />
          <div className="t-id stack sk-lines">
            <span className="sk" style={{ width: 140 }} />
            <span className="sk" style={{ width: 190, height: 10 }} />
          </div>
          <span className="sk" style={{ width: 270, height: 36, borderRadius: 18 }} />
        </header>
        <div className="t-status">
          <span className="sk" style={{ width: 180 }} />
        </div>
      </Late>
      <TranscriptSkeleton />
    </section>
  )
}

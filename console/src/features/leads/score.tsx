import type { Score } from '@baton/api'
import { t } from '../../lib/i18n'

/** The score of a lead, its reasons on hover and for screen readers. */
export function ScoreMark({ score }: { score: Score }) {
  const reasons = score.reasons.map((part) => t(`score.${part.reason}`)).join(', ') || t('leads.scoreNone')
  return (
    <span className="score" title={reasons}>
      <span aria-hidden="true">{score.value}</span>
      <span className="sr">{t('leads.scoreOf', { n: score.value, reasons })}</span>
    </span>
  )
}

/** Why a lead has its score, each reason with its points. */
export function ScoreReasons({ score }: { score: Score }) {
  return (
    <section className="score-why" aria-label={t('leads.score')}>
      <p>
        <b className="num">{score.value}</b>
        <span className="score-bar" aria-hidden="true">
          <i style={{ width: `${score.value}%` }} />
        </span>
      </p>
      {score.reasons.length ? (
        <ul>
          {score.reasons.map((part) => (
            <li key={part.reason}>
              {t(`score.${part.reason}`)}
              <span className="num faint">{t('leads.points', { n: part.points })}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="faint">{t('leads.scoreNone')}</p>
      )}
    </section>
  )
}

import type { Change } from '@baton/api'
import { t } from '../../lib/i18n'

/** What is different, in words; texts one above the other. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <ul className="asst-changes">
      {changes.map((change) => (
        <li key={`${change.part}${change.says}`}>
          <span>
            <span className="muted">{t(`part.${change.part}`)}</span> {change.says}
          </span>
          {(change.before || change.after) && (
            <dl>
              {change.before && (
                <>
                  <dt>{t('draft.before')}</dt>
                  <dd className="was">{change.before}</dd>
                </>
              )}
              {change.after && (
                <>
                  <dt>{t('draft.after')}</dt>
                  <dd>{change.after}</dd>
                </>
              )}
            </dl>
          )}
        </li>
      ))}
    </ul>
  )
}

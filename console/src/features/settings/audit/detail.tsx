import type { ReactNode } from 'react'
import { t } from '../../../lib/i18n'
import { exact } from '../../../lib/time'
import { Dialog } from '../../../ui/dialog'
import type { AuditLine } from './api'
import { actInWords, kindInWords, whoDid } from './words'

/** All that a line says. */
export function LineDialog({
  line,
  onClose,
  onTarget,
}: {
  line: AuditLine | undefined
  onClose: () => void
  onTarget: (id: string) => void
}) {
  if (!line) return null
  const target = line.target_id
  const facts: [string, ReactNode][] = [
    [t('audit.number'), line.seq === null ? t('audit.older') : t('audit.line', { n: line.seq })],
    [t('audit.at'), exact(line.at)],
    [t('audit.actor'), whoDid(line)],
    [t('audit.action'), <code key="a">{line.action}</code>],
    [t('audit.outcome'), t(`audit.outcome.${line.outcome}`)],
    [
      t('audit.what'),
      <span key="t">
        {kindInWords(line.target_kind)} {target && <code>{target}</code>}
      </span>,
    ],
    [t('audit.address'), line.address ?? t('audit.addressNone')],
    [t('audit.id'), <code key="i">{line.id}</code>],
  ]
  return (
    <Dialog title={actInWords(line.action)} open onClose={onClose} className="dialog audit-dialog">
      <dl className="audit-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {line.detail && (
        <>
          <h4>{t('audit.more')}</h4>
          <pre className="audit-more">{pretty(line.detail)}</pre>
        </>
      )}
      <div className="acts">
        {target && (
          <button
            type="button"
            className="btn"
            onClick={() => {
              onClose()
              onTarget(target)
            }}
          >
            {t('audit.onlyThis')}
          </button>
        )}
        <button type="button" className="btn primary" onClick={onClose}>
          {t('audit.close')}
        </button>
      </div>
    </Dialog>
  )
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2)
  } catch {
    return json
  }
}

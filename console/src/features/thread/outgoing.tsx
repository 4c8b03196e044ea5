import { CircleAlert, Clock, RotateCcw, Trash2 } from 'lucide-react'
import { t } from '../../lib/i18n'
import { type Outgoing, outbox } from '../../live/outbox'
import { MateAvatar } from '../../ui/avatar'
import { Markdown } from '../../ui/markdown'
import { Attachments } from './files/attachments'

/** A reply of mine that the server has not confirmed. */
export function OutgoingView({ item, name }: { item: Outgoing; name: string }) {
  const failed = item.state === 'failed'
  return (
    <article
      className={item.state === 'sending' ? 'msg h sending' : 'msg h queued'}
      aria-label={t('composer.label')}
    >
      <p className="who">
        <span className={failed ? 'pending wrong' : 'pending'} role={failed ? 'alert' : undefined}>
          {failed ? (
            <CircleAlert className="i" size={13} aria-hidden="true" />
          ) : (
            <Clock className="i" size={13} aria-hidden="true" />
          )}
          {failed
            ? t('pending.failed', { reason: item.reason ?? t('error.unexpected') })
            : t(item.state === 'sending' ? 'pending.sending' : 'pending.queued')}
          {item.then && `, ${t(item.then === 'resolve' ? 'pending.thenResolve' : 'pending.thenRelease')}`}
        </span>
        <b>{name}</b> <MateAvatar name={name} px={16} self />
      </p>
      {item.body && (
        <div className="bub" dir="auto">
          <Markdown source={item.body} />
        </div>
      )}
      <Attachments files={item.files} />
      {failed && (
        <div className="under">
          <button type="button" className="tool strong" onClick={() => outbox.retry(item.client_id)}>
            <RotateCcw className="i" size={13} aria-hidden="true" />
            {t('pending.retry')}
          </button>
          <button type="button" className="tool" onClick={() => outbox.discard(item.client_id)}>
            <Trash2 className="i" size={13} aria-hidden="true" />
            {t('pending.discard')}
          </button>
        </div>
      )}
    </article>
  )
}

import { CircleAlert, File as FileIcon, RotateCcw, X } from 'lucide-react'
import { t } from '../../../lib/i18n'
import { IconButton } from '../../../ui/icon-button'
import { href, isPicture } from './attachments'
import type { Pending } from './pending'
import { sized } from './size'
import { removeFile, retryFile } from './upload'
import '../../../styles/files.css'
import './words'

/** What goes with the reply, each with how far it is and a way out. */
export function Chips({ items }: { items: readonly Pending[] }) {
  const last = items.findLast((item) => item.state !== 'uploading')
  return (
    <>
      <ul className="c-files" aria-label={t('files.list')}>
        {items.map((item) => (
          <Chip key={item.key} item={item} />
        ))}
      </ul>
      <p className="sr" role="status">
        {last &&
          (last.state === 'ready'
            ? t('files.told', { name: last.name })
            : t('files.failed', { name: last.name, reason: last.reason ?? '' }))}
      </p>
    </>
  )
}

function Chip({ item }: { item: Pending }) {
  const { name, state, reason, attachment } = item
  const size = sized(attachment?.size ?? item.size)
  const part = Math.round(item.part * 100)
  return (
    <li className={state === 'failed' ? 'attach is-failed' : 'attach'}>
      <Thumb item={item} />
      <span className="attach-text">
        <b className="trunc" dir="auto" title={name}>
          {attachment?.name ?? name}
        </b>
        <span className="attach-sub">
          {state === 'failed'
            ? reason
            : t(state === 'uploading' ? 'files.uploading' : 'files.ready', { size, part })}
        </span>
        {state === 'uploading' && (
          <progress max={100} value={part} aria-label={t('files.progress', { name })} />
        )}
      </span>
      {state === 'failed' && item.again && (
        <button type="button" className="tool" onClick={() => retryFile(item)}>
          <RotateCcw className="i" size={13} aria-hidden="true" />
          {t('files.retry')}
        </button>
      )}
      <IconButton
        size="sm"
        label={t(state === 'uploading' ? 'files.cancel' : 'files.remove', { name })}
        onClick={(event) => {
          const composer = event.currentTarget.closest('.composer')
          removeFile(item)
          composer?.querySelector('textarea')?.focus()
        }}
      >
        <X className="i" size={14} aria-hidden="true" />
      </IconButton>
    </li>
  )
}

function Thumb({ item: { state, attachment } }: { item: Pending }) {
  if (state === 'failed') return <CircleAlert className="i" size={17} aria-hidden="true" />
  if (attachment && isPicture(attachment)) return <img className="thumb" src={href(attachment)} alt="" />
  return <FileIcon className="i" size={17} aria-hidden="true" />
}

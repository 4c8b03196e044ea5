import type { Attachment } from '@baton/api'
import { Download } from 'lucide-react'
import { t } from '../../../lib/i18n'
import { sized } from './size'

export const href = ({ id }: Attachment) => `/api/v1/files/${id}`

/** Whether the server gives it out to be shown in place: only of such pictures it tells the size. */
export const isPicture = ({ width }: Attachment) => width !== null

/** The files of a message: pictures as pictures, in the room that they need from the start; others to be saved. */
export function Attachments({ files }: { files: readonly Attachment[] | undefined }) {
  return files?.map((file) =>
    isPicture(file) ? (
      <a key={file.id} className="picture" href={href(file)} target="_blank" rel="noreferrer">
        <img
          src={href(file)}
          alt={t('files.picture', { name: file.name })}
          width={file.width ?? undefined}
          height={file.height ?? undefined}
          loading="lazy"
          decoding="async"
        />
      </a>
    ) : (
      <a key={file.id} className="attach" href={href(file)} download={file.name}>
        <Download className="i" size={17} aria-hidden="true" />
        <span className="attach-text">
          <b className="trunc" dir="auto">
            {file.name}
          </b>
          <span className="attach-sub">{sized(file.size)}</span>
        </span>
      </a>
    ),
  )
}

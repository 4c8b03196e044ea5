import type { Attachment } from '@baton/api'
import { useEffect, useState } from '#dom'
import { files as words } from '../i18n/en-files'
import { teach } from '../i18n/index'
import { addSheetOnce } from '../lib/sheet'
import { useUi } from '../ui/context'
import css from './files.css?inline'

teach(words)

/** A picture as large as it is shown, so that nothing moves when it comes. */
const WIDE = 260
const HIGH = 240

/** Only of pictures that may be shown in place the server tells the size. */
const isPicture = ({ width }: Attachment) => width !== null

/** Files that came with a message: pictures in place, others to be saved. */
export function Files({ files }: { files: readonly Attachment[] }) {
  const { chat } = useUi()
  addSheetOnce(chat.root, css)
  return (
    <div class="w-files">
      {files.map((file) =>
        isPicture(file) ? <Picture key={file.id} file={file} /> : <Saved key={file.id} file={file} />,
      )}
    </div>
  )
}

/** Links hold for some minutes: each is asked for when it is followed. */
function useOpen(file: Attachment) {
  const { chat } = useUi()
  const [failed, setFailed] = useState(false)
  const open = () => {
    setFailed(false)
    chat.fileUrl(file.id).then(
      (url) => {
        const link = document.createElement('a')
        link.href = url
        // What is only saved leaves the page where it is.
        if (isPicture(file)) {
          link.target = '_blank'
          link.rel = 'noopener noreferrer'
        }
        link.click()
      },
      () => setFailed(true),
    )
  }
  return { open, failed }
}

function Failed({ failed }: { failed: boolean }) {
  const { t } = useUi()
  return failed ? (
    <p class="w-note" role="alert">
      {t('file_failed')}
    </p>
  ) : null
}

function Picture({ file }: { file: Attachment }) {
  const { t, chat } = useUi()
  const { open, failed } = useOpen(file)
  const [url, setUrl] = useState('')
  const [isBroken, setBroken] = useState(false)
  useEffect(() => {
    chat.fileUrl(file.id).then(setUrl, () => setBroken(true))
  }, [file.id])
  if (isBroken) return <Saved file={file} />
  const shrink = Math.min(1, WIDE / (file.width ?? WIDE), HIGH / (file.height ?? HIGH))
  const alt = t('file_picture', { name: file.name })
  return (
    <>
      <button type="button" class="w-pic" aria-label={alt} title={file.name} onClick={open}>
        <img
          src={url || undefined}
          alt=""
          width={Math.round((file.width ?? 0) * shrink)}
          height={Math.round((file.height ?? 0) * shrink)}
          onError={() => setBroken(true)}
        />
      </button>
      <Failed failed={failed} />
    </>
  )
}

function Saved({ file }: { file: Attachment }) {
  const { t, locale } = useUi()
  const { open, failed } = useOpen(file)
  return (
    <>
      <button type="button" class="w-file" title={t('file_open', { name: file.name })} onClick={open}>
        <b dir="auto">{file.name}</b>
        <span>{sized(locale, file.size)}</span>
      </button>
      <Failed failed={failed} />
    </>
  )
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

function sized(locale: string, bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3))
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    // The short form of a byte has no plural.
    unitDisplay: step ? 'short' : 'long',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** step)
}

import type { Id } from '@baton/api'
import { useQueryClient } from '@tanstack/react-query'
import { FileUp } from 'lucide-react'
import { type Ref, useState } from 'react'
import { explain } from '../../lib/explain'
import { t } from '../../lib/i18n'
import { keys } from '../../lib/keys'
import { toast } from '../../lib/toasts'
import { ACCEPT, unfit, upload } from './upload'

/** Uploads files, chosen or dropped. */
export function AddFiles({ assistant, ref }: { assistant: Id; ref: Ref<HTMLInputElement> }) {
  const client = useQueryClient()
  const [share, setShare] = useState<number | null>(null)
  const [over, setOver] = useState(false)

  const send = async (chosen: FileList | null) => {
    const files = [...(chosen ?? [])]
    for (const file of files) {
      const problem = unfit(file)
      if (problem) toast({ title: t(`knowledge.${problem}`, { name: file.name }), tone: 'danger' })
    }
    const good = files.filter((file) => !unfit(file))
    if (!good.length) return
    setShare(0)
    try {
      await upload(assistant, good, setShare)
    } catch (error) {
      toast({ title: t('error.action'), detail: explain(error), tone: 'danger' })
    }
    setShare(null)
    await client.invalidateQueries({ queryKey: keys.allSources })
  }

  const busy = share !== null
  const hint = busy ? t('knowledge.uploading', { n: Math.round(share * 100) }) : t('knowledge.filesHint')
  return (
    <label
      className={over ? 'addcard drop-z is-over' : 'addcard drop-z'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void send(event.dataTransfer.files)
      }}
    >
      <FileUp className="i" size={18} aria-hidden="true" />
      <span className="grow">
        <b>{t(over ? 'knowledge.drop' : 'knowledge.files')}</b>
        <span className="t-xs muted hint-line">{hint}</span>
        {busy && (
          <span
            className="bar"
            role="progressbar"
            aria-label={t('knowledge.files')}
            aria-valuenow={Math.round(share * 100)}
          >
            <i style={{ width: `${share * 100}%` }} />
          </span>
        )}
      </span>
      <input
        ref={ref}
        className="sr"
        type="file"
        multiple
        accept={ACCEPT}
        disabled={busy}
        onChange={(event) => {
          void send(event.target.files)
          event.target.value = ''
        }}
      />
    </label>
  )
}

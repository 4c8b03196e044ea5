import type { Id } from '@baton/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { PencilLine } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../lib/api'
import { explain } from '../../lib/explain'
import { t } from '../../lib/i18n'
import { keys } from '../../lib/keys'
import { Dialog } from '../../ui/dialog'
import { FormEnd } from '../../ui/form/form-end'

const LONGEST_TITLE = 120

/** A source in one's own words. */
export function WriteText({ assistant }: { assistant: Id }) {
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const [title, setTitle] = useState('')
  const [text, setText] = useState('')
  const add = useMutation({
    mutationFn: () => api.addSource({ assistant_id: assistant, title: title.trim(), text: text.trim() }),
    onSuccess: () => {
      setOpen(false)
      setTitle('')
      setText('')
      void client.invalidateQueries({ queryKey: keys.allSources })
    },
  })
  const ready = title.trim() !== '' && text.trim() !== '' && !add.isPending
  return (
    <>
      <button type="button" className="addcard" onClick={() => setOpen(true)}>
        <PencilLine className="i" size={18} aria-hidden="true" />
        <span>
          <b>{t('knowledge.writeText')}</b>
          <span className="t-xs muted hint-line">{t('knowledge.writeHint')}</span>
        </span>
      </button>
      <Dialog
        title={t('knowledge.writeTitle')}
        lead={t('knowledge.writeLead')}
        open={open}
        onClose={() => setOpen(false)}
        className="dialog wide"
      >
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (ready) add.mutate()
          }}
        >
          <label className="lbl dialog-field">
            {t('knowledge.textTitle')}
            <span className="input">
              <input
                value={title}
                maxLength={LONGEST_TITLE}
                onChange={(event) => setTitle(event.target.value)}
              />
            </span>
          </label>
          <label className="lbl dialog-field">
            {t('knowledge.text')}
            <span className="input area">
              <textarea rows={10} value={text} onChange={(event) => setText(event.target.value)} />
            </span>
          </label>
          <FormEnd
            problem={add.isError && explain(add.error)}
            submit={t('knowledge.add')}
            disabled={!ready}
            onCancel={() => setOpen(false)}
          />
        </form>
      </Dialog>
    </>
  )
}

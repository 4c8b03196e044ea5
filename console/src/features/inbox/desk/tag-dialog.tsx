import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { t } from '../../../lib/i18n'
import { Dialog } from '../../../ui/dialog'
import { focusOnMount } from '../../../ui/focus-on-mount'
import { FormEnd } from '../../../ui/form/form-end'
import { LONGEST_TAG, tagsQuery } from '../../../ui/tags/names'

interface TagDialogProps {
  /** How many get it. */
  n: number
  onTag: (name: string) => void
  onClose: () => void
}

/** A tag for the selection, by one that is in use or a new one. */
export function TagDialog({ n, onTag, onClose }: TagDialogProps) {
  const id = useId()
  const [name, setName] = useState('')
  const { data } = useQuery(tagsQuery)
  return (
    <Dialog title={t('desk.tagTitle', { n })} open onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!name.trim()) return
          onClose()
          onTag(name.trim())
        }}
      >
        <label className="lbl dialog-field">
          {t('desk.tagName')}
          <span className="input">
            <input
              ref={focusOnMount}
              list={id}
              maxLength={LONGEST_TAG}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </span>
        </label>
        <datalist id={id}>
          {data?.items.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
        <FormEnd problem={null} submit={t('desk.tagAdd')} disabled={!name.trim()} onCancel={onClose} />
      </form>
    </Dialog>
  )
}

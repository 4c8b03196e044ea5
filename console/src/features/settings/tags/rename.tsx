import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { explain, toastError } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { problemOf } from '../../../lib/problem'
import { toast, toastWithUndo } from '../../../lib/toasts'
import { useDebounced } from '../../../lib/use-debounced'
import { Dialog } from '../../../ui/dialog'
import { focusOnMount } from '../../../ui/focus-on-mount'
import { FormEnd } from '../../../ui/form/form-end'
import { LONGEST_TAG, tagsQuery } from '../../../ui/tags/names'
import { asTag, counted, oneQuery, type Reach, reached, renameTag, type TagUse } from './api'

export interface Renaming {
  tag: TagUse
  /** Whether it shall be one with another: then only the name of a tag will do. */
  merge: boolean
}

/** What was asked for, whatever is typed meanwhile. */
interface Wish {
  to: string
  merges: boolean
}

/** Another name for a tag; the name of another one makes one of both. */
export function Rename({ tag, merge, onClose }: Renaming & { onClose: () => void }) {
  const client = useQueryClient()
  const id = useId()
  const [settled, setSettled] = useState(merge ? '' : tag.name)
  const [name, setName] = useDebounced(settled, setSettled)
  const to = asTag(name)
  const isNew = Boolean(to) && to !== tag.name
  const names = useQuery(tagsQuery)
  const found = useQuery({ ...oneQuery(asTag(settled)), enabled: isNew && to === asTag(settled) })
  const isKnown = isNew && to === asTag(settled) && found.isSuccess
  const other = (isKnown && found.data) || undefined
  const unknown = merge && isKnown && !other
  const rename = useMutation({
    mutationFn: ({ to, merges }: Wish) => renameTag(tag.name, to, merges),
    onSuccess: (reach, wish) => {
      say(reach, wish)
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['tags'] }),
  })
  const say = (reach: Reach, { to, merges }: Wish) => {
    const detail = reached(reach)
    // Two that became one cannot be told apart again.
    if (merges) toast({ title: t('tags.merged', { to }), detail })
    else
      toastWithUndo({ title: t('tags.renamed', { to }), detail }, t('common.undo'), () => {
        renameTag(to, tag.name, false)
          .catch(toastError)
          .finally(() => void client.invalidateQueries({ queryKey: ['tags'] }))
      })
  }
  // Whether the name is taken need not be known yet: the server does not merge what nobody was told of.
  const ready = isNew && (!merge || Boolean(other)) && !rename.isPending
  return (
    <Dialog
      title={t(merge ? 'tags.mergeTitle' : 'tags.renameTitle', { tag: tag.name })}
      lead={t('tags.renameLead', { count: counted(tag) })}
      open
      onClose={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) rename.mutate({ to, merges: Boolean(other) })
        }}
      >
        <label className="lbl dialog-field">
          {t(merge ? 'tags.into' : 'tags.newName')}
          <span className="input">
            <input
              ref={focusOnMount}
              list={id}
              maxLength={LONGEST_TAG}
              autoComplete="off"
              value={name}
              aria-describedby={`${id}-note`}
              onChange={(event) => setName(event.target.value)}
            />
          </span>
        </label>
        <datalist id={id}>
          {names.data?.items
            .filter((each) => each !== tag.name)
            .map((each) => (
              <option key={each} value={each} />
            ))}
        </datalist>
        <p className="field-note" id={`${id}-note`} role="status">
          {other && t('tags.merges', { to, count: counted(other) })}
          {unknown && t('tags.mergeNone', { to })}
        </p>
        <FormEnd
          problem={rename.error && (problemOf(rename.error)?.fields?.name ?? explain(rename.error))}
          submit={t(merge || other ? 'tags.mergeIt' : 'tags.rename')}
          disabled={!ready}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  )
}

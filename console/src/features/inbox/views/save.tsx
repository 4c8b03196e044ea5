import type { SavedView, ViewFilters } from '@baton/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { explain } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { savedViewsQuery, viewsApi } from '../../../lib/inbox/saved-views'
import { problemOf } from '../../../lib/problem'
import { useMe } from '../../../lib/queries'
import { toast } from '../../../lib/toasts'
import { Dialog } from '../../../ui/dialog'
import { FormEnd } from '../../../ui/form/form-end'
import { SelectField } from '../../../ui/form/select-field'
import { TextField } from '../../../ui/form/text-field'

/** Characters of a name. */
export const LONGEST_NAME = 40

interface SaveViewProps {
  /** What is kept under the name; with `view`, the view whose name changes instead. */
  filters?: ViewFilters
  view?: SavedView
  onSaved?: (view: SavedView) => void
  onClose: () => void
}

/** Gives a view its name, and says whose it is. */
export function SaveView({ filters, view, onSaved, onClose }: SaveViewProps) {
  const client = useQueryClient()
  const mayShare = useMe().permissions.includes('workspace.manage')
  const [name, setName] = useState(view?.name ?? '')
  const [who, setWho] = useState<'shared' | 'own'>(view?.shared ? 'shared' : 'own')
  const save = useMutation({
    mutationFn: () => {
      const wish = { name, shared: who === 'shared' }
      if (view) return viewsApi.update(view.id, wish)
      return viewsApi.create({ ...wish, filters: filters ?? { view: 'all' } })
    },
    onSuccess: (kept) => {
      void client.invalidateQueries({ queryKey: savedViewsQuery.queryKey })
      toast({ title: t('views.saved', { name: kept.name }) })
      onSaved?.(kept)
      onClose()
    },
  })
  const wrong = problemOf(save.error)?.fields?.name
  return (
    <Dialog
      title={view ? t('views.rename', { name: view.name }) : t('views.save')}
      open
      onClose={onClose}
      className="dialog views-dialog"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() && !save.isPending) save.mutate()
        }}
      >
        <TextField
          label={t('views.name')}
          hint={view ? undefined : t('views.nameHint')}
          error={wrong}
          value={name}
          onValue={setName}
          maxLength={LONGEST_NAME}
          autoComplete="off"
        />
        {mayShare && (
          <SelectField
            label={t('views.who')}
            value={who}
            onValue={setWho}
            choices={[
              { value: 'own', label: t('views.onlyMe') },
              { value: 'shared', label: t('views.share') },
            ]}
          />
        )}
        <FormEnd
          problem={save.error && !wrong && explain(save.error)}
          submit={t(save.isPending ? 'views.saving' : 'views.saveIt')}
          disabled={save.isPending || !name.trim()}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  )
}

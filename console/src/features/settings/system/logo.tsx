import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { explain } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { problemOf } from '../../../lib/problem'
import { FormRow } from '../../../ui/form/row'
import { type Brand, brandQuery, removeLogo, setLogo } from './api'
import { drawn } from './draw'

/** The logo: chosen, drawn into a small picture, stored at once. */
export function Logo({ brand }: { brand: Brand }) {
  const client = useQueryClient()
  const chooser = useRef<HTMLInputElement>(null)
  const keep = (saved: Brand) => client.setQueryData(brandQuery.queryKey, saved)
  const set = useMutation({
    mutationFn: async (file: File) =>
      setLogo(
        await drawn(file).catch(() => {
          throw new Error(t('system.logoUnreadable'))
        }),
      ),
    onSuccess: keep,
  })
  const remove = useMutation({ mutationFn: removeLogo, onSuccess: keep, onMutate: () => set.reset() })
  return (
    <FormRow
      label={t('system.logo')}
      hint={t('system.logoHint')}
      error={set.error ? reason(set.error) : undefined}
    >
      {brand.logo && (
        <>
          <img className="logo-shown" src={brand.logo} alt={t('system.logoAlt')} />
          <button type="button" className="btn ghost" onClick={() => remove.mutate()}>
            {t('system.logoRemove')}
          </button>
        </>
      )}
      <button
        type="button"
        className="btn"
        aria-disabled={set.isPending}
        onClick={() => chooser.current?.click()}
      >
        {t('system.logoChoose')}
      </button>
      <input
        ref={chooser}
        type="file"
        hidden
        accept="image/png,image/svg+xml"
        aria-label={t('system.logoChoose')}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          if (file) set.mutate(file)
        }}
      />
    </FormRow>
  )
}

function reason(error: Error): string {
  const field = problemOf(error)?.fields?.file
  if (field) return field
  return problemOf(error) ? explain(error) : error.message
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { t, teach } from '../../../lib/i18n'
import { system } from '../../../lib/i18n/en/settings/system'
import { problemOf } from '../../../lib/problem'
import { toast } from '../../../lib/toasts'
import { Failure } from '../../../ui/failure'
import { SettingsSection } from '../../../ui/form/page'
import { FormCard, FormRow } from '../../../ui/form/row'
import { SaveBar } from '../../../ui/form/save-bar'
import { TableSkeleton } from '../../../ui/form/table'
import { Late } from '../../../ui/late'
import { type Brand, brandQuery, changeBrand } from './api'
import { Logo } from './logo'
import '../../../styles/system.css'

teach(system)

/** The product's own colour, where none was chosen. */
const OURS = '#3840d3'

/** How the workspace presents itself. */
export function SystemPage() {
  const brand = useQuery(brandQuery)
  return (
    <SettingsSection title={t('settings.system')} lead={t('system.lead')}>
      {brand.error && !brand.data && (
        <Failure title={t('system.failed')} error={brand.error} onRetry={() => void brand.refetch()} />
      )}
      {brand.isPending && (
        <Late>
          <TableSkeleton rows={4} />
        </Late>
      )}
      {brand.data && <Look brand={brand.data} />}
    </SettingsSection>
  )
}

function Look({ brand }: { brand: Brand }) {
  const client = useQueryClient()
  const id = useId()
  const stored = {
    site_title: brand.site_title ?? '',
    accent: brand.accent ?? OURS,
    mail_footer: brand.mail_footer ?? '',
  }
  const [draft, setDraft] = useState<Partial<typeof stored>>({})
  const form = { ...stored, ...draft }
  const dirty = (Object.keys(stored) as (keyof typeof stored)[]).some((key) => form[key] !== stored[key])
  const save = useMutation({
    mutationFn: () =>
      changeBrand({
        site_title: form.site_title.trim() || null,
        accent: form.accent === OURS ? null : form.accent,
        mail_footer: form.mail_footer.trim() || null,
      }),
    onSuccess: (saved) => {
      client.setQueryData(brandQuery.queryKey, saved)
      setDraft({})
      toast({ title: t('system.saved') })
    },
  })
  const fields = problemOf(save.error)?.fields
  const set = (change: Partial<typeof stored>) => setDraft({ ...draft, ...change })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!save.isPending) save.mutate()
  }
  return (
    <form onSubmit={submit}>
      <FormCard title={t('system.look')}>
        <FormRow
          label={t('system.title')}
          hint={t('system.titleHint')}
          control={`${id}-title`}
          error={fields?.site_title}
        >
          <span className="input grow">
            <input
              id={`${id}-title`}
              className="grow"
              value={form.site_title}
              maxLength={120}
              placeholder="Baton"
              onChange={(event) => set({ site_title: event.target.value })}
            />
          </span>
        </FormRow>
        <Logo brand={brand} />
        <FormRow
          label={t('system.accent')}
          hint={t('system.accentHint')}
          control={`${id}-accent`}
          error={fields?.accent}
        >
          {form.accent !== OURS && (
            <button type="button" className="btn ghost" onClick={() => set({ accent: OURS })}>
              {t('system.accentReset')}
            </button>
          )}
          <span className="mono muted">{form.accent}</span>
          <input
            id={`${id}-accent`}
            className="swatch"
            type="color"
            value={form.accent}
            onChange={(event) => set({ accent: event.target.value })}
          />
        </FormRow>
        <FormRow
          label={t('system.footer')}
          hint={t('system.footerHint')}
          control={`${id}-footer`}
          error={fields?.mail_footer}
        >
          <textarea
            id={`${id}-footer`}
            className="input area grow"
            rows={3}
            maxLength={500}
            value={form.mail_footer}
            onChange={(event) => set({ mail_footer: event.target.value })}
          />
        </FormRow>
      </FormCard>
      <SaveBar
        dirty={dirty}
        busy={save.isPending}
        error={fields ? undefined : save.error}
        onDiscard={() => {
          setDraft({})
          save.reset()
        }}
      />
    </form>
  )
}

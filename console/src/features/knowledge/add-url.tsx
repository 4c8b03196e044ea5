import type { Id } from '@baton/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link2 } from 'lucide-react'
import { type Ref, useState } from 'react'
import { api } from '../../lib/api'
import { explain } from '../../lib/explain'
import { t } from '../../lib/i18n'
import { keys } from '../../lib/keys'
import { toast } from '../../lib/toasts'

/** Imports one page by its address. */
export function AddUrl({ assistant, ref }: { assistant: Id; ref: Ref<HTMLInputElement> }) {
  const client = useQueryClient()
  const [url, setUrl] = useState('')
  const add = useMutation({
    mutationFn: (address: string) => api.addSource({ assistant_id: assistant, url: address }),
    onSuccess: (source) => {
      setUrl('')
      toast({ title: t('knowledge.importing', { title: source.title }) })
      void client.invalidateQueries({ queryKey: keys.allSources })
    },
  })
  return (
    <form
      className="addcard"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (url.trim()) add.mutate(withScheme(url.trim()))
      }}
    >
      <Link2 className="i" size={18} aria-hidden="true" />
      <div className="grow">
        <input
          ref={ref}
          className="bare-input"
          type="url"
          inputMode="url"
          aria-label={t('knowledge.url')}
          placeholder={t('knowledge.urlPlaceholder')}
          value={url}
          aria-invalid={add.isError || undefined}
          aria-describedby={add.isError ? 'add-url-problem' : undefined}
          onChange={(event) => {
            setUrl(event.target.value)
            add.reset()
          }}
        />
        {add.isError && (
          <p id="add-url-problem" className="field-note wrong" role="alert">
            {explain(add.error)}
          </p>
        )}
      </div>
      <button type="submit" className="btn primary" disabled={!url.trim() || add.isPending}>
        {t('knowledge.import')}
      </button>
    </form>
  )
}

/** People type `example.com/help`. */
export function withScheme(url: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`
}

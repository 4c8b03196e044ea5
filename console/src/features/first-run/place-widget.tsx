import type { Assistant, SiteVerdict } from '@baton/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { assistantCalls, sitesQuery } from '../../lib/assistants'
import { explain } from '../../lib/explain'
import { t } from '../../lib/i18n'
import { keys } from '../../lib/keys'
import { problemOf } from '../../lib/problem'
import { ago, useMinutes } from '../../lib/time'
import { CopyField } from '../../ui/form/copy-field'
import { TextField } from '../../ui/form/text-field'
import { allow } from './api'

/** Which site may have the widget, and the line that puts it there. */
export function PlaceWidget({ assistant }: { assistant: Assistant }) {
  const client = useQueryClient()
  const now = useMinutes()
  const [site, setSite] = useState('')
  const [wrong, setWrong] = useState(false)
  const add = useMutation({
    mutationFn: (origin: string) => allow(assistant.id, [...assistant.allowed_origins, origin]),
    onSuccess: () => {
      setSite('')
      return client.invalidateQueries({ queryKey: keys.assistants })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const origin = originOf(site)
    setWrong(!origin)
    if (origin && !add.isPending) add.mutate(origin)
  }
  const refused =
    problemOf(add.error)?.fields?.allowed_origins ?? (add.error ? explain(add.error) : undefined)
  const sites = assistant.allowed_origins
  const line = useQuery(sitesQuery(assistant.id)).data?.snippet
  const body = encodeURIComponent(`${t('first.widget.body')}\n\n${line ?? ''}\n`)
  const mail = `mailto:?subject=${encodeURIComponent(t('first.widget.subject'))}&body=${body}`
  const check = useMutation({ mutationFn: () => assistantCalls.checkSite(assistant.id, sites.at(-1) ?? '') })
  return (
    <div className="b">
      <form className="first-site" onSubmit={submit} noValidate>
        <TextField
          label={t('first.widget.site')}
          value={site}
          onValue={setSite}
          type="url"
          inputMode="url"
          autoComplete="url"
          placeholder="https://www.example.com"
          error={wrong ? t('first.widget.wrong') : refused}
          hint={sites.length ? t('first.widget.allowed', { sites: sites.join(', ') }) : undefined}
        />
        <button type="submit" className="btn" aria-disabled={add.isPending}>
          {t('first.widget.allow')}
        </button>
      </form>
      {line && <CopyField label={t('first.widget.snippet')} text={line} />}
      <div className="row first-acts">
        {sites[0] && sites[0] !== '*' && (
          <button
            type="button"
            className="btn"
            aria-disabled={check.isPending}
            onClick={() => check.mutate()}
          >
            {t('first.widget.check')}
          </button>
        )}
        {line && (
          <a className="btn ghost" href={mail}>
            {t('first.widget.send')}
          </a>
        )}
        <p className="t-xs muted" role="status">
          {check.data && told(check.data, now)}
          {check.error && explain(check.error)}
        </p>
      </div>
    </div>
  )
}

const told = ({ origin, seen_at }: SiteVerdict, now: number) =>
  seen_at
    ? t('first.widget.seen', { site: origin, when: ago(seen_at, now) })
    : t('first.widget.notSeen', { site: origin })

/** `https://www.example.com` of whatever was typed of it; null where it is none. */
function originOf(text: string): string | null {
  const typed = text.trim()
  try {
    const url = new URL(/^https?:\/\//i.test(typed) ? typed : `https://${typed}`)
    return url.hostname.includes('.') || url.hostname === 'localhost' ? url.origin : null
  } catch {
    return null
  }
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { explain } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { problemOf } from '../../../lib/problem'
import { Dialog } from '../../../ui/dialog'
import { FormEnd } from '../../../ui/form/form-end'
import { TextField } from '../../../ui/form/text-field'
import { changeEndpoint, createEndpoint, type Endpoint, eventTypesQuery, HOOKS, type Issued } from './api'
import { Secret } from './secret'

interface EditorProps {
  open: boolean
  onClose: () => void
  /** The one to change; without, a new one. */
  endpoint?: Endpoint
}

/** Asks where to, and what to tell; a new endpoint then shows its secret. */
export function Editor({ open, onClose, endpoint }: EditorProps) {
  const [secret, setSecret] = useState<string | null>(null)
  const close = () => {
    setSecret(null)
    onClose()
  }
  if (secret) return <Secret secret={secret} onClose={close} />
  if (!open) return null
  return (
    <Dialog
      title={t(endpoint ? 'hooks.editTitle' : 'hooks.addTitle')}
      open
      onClose={onClose}
      className="dialog form-dialog hook-dialog"
    >
      <Form
        endpoint={endpoint}
        onClose={onClose}
        onDone={(done) => ('secret' in done ? setSecret(done.secret) : onClose())}
      />
    </Dialog>
  )
}

interface FormProps {
  endpoint: Endpoint | undefined
  onClose: () => void
  onDone: (done: Endpoint | Issued) => void
}

function Form({ endpoint, onClose, onDone }: FormProps) {
  const client = useQueryClient()
  const [url, setUrl] = useState(endpoint?.url ?? '')
  const [description, setDescription] = useState(endpoint?.description ?? '')
  const [some, setSome] = useState(Boolean(endpoint?.event_types.length))
  const [types, setTypes] = useState<readonly string[]>(endpoint?.event_types ?? [])
  const save = useMutation({
    mutationFn: (): Promise<Endpoint | Issued> => {
      const wanted = { url: url.trim(), description, event_types: some ? [...types] : [] }
      return endpoint ? changeEndpoint(endpoint.id, wanted) : createEndpoint(wanted)
    },
    onSuccess: async (done) => {
      await client.invalidateQueries({ queryKey: HOOKS })
      onDone(done)
    },
  })
  const fields = problemOf(save.error)?.fields
  const isWhole = url.trim() !== '' && (!some || types.length > 0)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isWhole && !save.isPending) save.mutate()
      }}
    >
      <TextField
        label={t('hooks.url')}
        hint={t('hooks.urlHint')}
        error={fields?.url}
        value={url}
        onValue={setUrl}
        type="url"
        inputMode="url"
        placeholder="https://"
        autoComplete="off"
        spellCheck={false}
      />
      <TextField
        label={t('hooks.description')}
        hint={t('hooks.descriptionHint')}
        error={fields?.description}
        value={description}
        onValue={setDescription}
        maxLength={200}
        autoComplete="off"
      />
      <fieldset className="form-field hook-which">
        <legend className="lbl">{t('hooks.which')}</legend>
        {[false, true].map((each) => (
          <label key={String(each)} className="hook-choice">
            <input type="radio" name="which" checked={some === each} onChange={() => setSome(each)} />
            {t(each ? 'hooks.which.some' : 'hooks.which.all')}
          </label>
        ))}
      </fieldset>
      {some && <Picker chosen={types} onChosen={setTypes} />}
      <FormEnd
        problem={save.error && !fields && explain(save.error)}
        submit={t(endpoint ? 'common.save' : 'hooks.add')}
        disabled={!isWhole || save.isPending}
        onCancel={onClose}
      />
    </form>
  )
}

/** Every event, each with when it happens. */
function Picker({
  chosen,
  onChosen,
}: {
  chosen: readonly string[]
  onChosen: (chosen: readonly string[]) => void
}) {
  const { data } = useQuery(eventTypesQuery)
  const toggle = (name: string) =>
    onChosen(chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name])
  // What was written as `object.*` over the API is kept, and shown beside the others.
  const patterns = chosen.filter((each) => each.endsWith('.*'))
  const names = [...patterns.map((name) => ({ name, description: '' })), ...(data?.items ?? [])]
  return (
    <fieldset className="hook-events">
      <legend className="sr">{t('hooks.events')}</legend>
      {names.map(({ name, description }) => (
        <label key={name} className="hook-choice">
          <input type="checkbox" checked={chosen.includes(name)} onChange={() => toggle(name)} />
          <span>
            <span className="mono">{name}</span>
            <span className="muted t-xs">{description}</span>
          </span>
        </label>
      ))}
      {!chosen.length && <p className="field-note">{t('hooks.chooseOne')}</p>}
    </fieldset>
  )
}

import type { Id } from '@baton/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { explain } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { problemOf } from '../../../lib/problem'
import { toast } from '../../../lib/toasts'
import { Dialog } from '../../../ui/dialog'
import { FormEnd } from '../../../ui/form/form-end'
import { SelectField } from '../../../ui/form/select-field'
import { TextField } from '../../../ui/form/text-field'
import { HOOKS, replay } from './api'

interface ReplayProps {
  id: Id
  since: string
  onClose: () => void
}

/** Asks for a stretch of time, and has it sent again. */
export function Replay({ id, since: begin, onClose }: ReplayProps) {
  const client = useQueryClient()
  const [since, setSince] = useState(() => local(begin))
  const [until, setUntil] = useState('')
  const [only, setOnly] = useState<'failed' | 'all'>('failed')
  const begun = useMutation({
    mutationFn: () => {
      const stretch = { since: new Date(since).toISOString(), only }
      return replay(id, until ? { ...stretch, until: new Date(until).toISOString() } : stretch)
    },
    onSuccess: ({ events }) => {
      toast({ title: t('hooks.replayBegun', { n: events }) })
      void client.invalidateQueries({ queryKey: HOOKS })
      onClose()
    },
  })
  const fields = problemOf(begun.error)?.fields
  return (
    <Dialog
      title={t('hooks.replayTitle')}
      lead={t('hooks.replayLead')}
      open
      onClose={onClose}
      className="dialog form-dialog"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (since && !begun.isPending) begun.mutate()
        }}
      >
        <TextField
          label={t('hooks.since')}
          type="datetime-local"
          value={since}
          onValue={setSince}
          error={fields?.since}
          required
        />
        <TextField
          label={t('hooks.until')}
          type="datetime-local"
          value={until}
          onValue={setUntil}
          error={fields?.until}
          hint={t('hooks.untilHint')}
        />
        <SelectField
          label={t('hooks.only')}
          value={only}
          onValue={setOnly}
          choices={[
            { value: 'failed', label: t('hooks.only.failed') },
            { value: 'all', label: t('hooks.only.all') },
          ]}
          hint={t(`hooks.only.${only}Hint`)}
        />
        <FormEnd
          problem={begun.error && !fields && explain(begun.error)}
          submit={t('hooks.replay')}
          disabled={!since || begun.isPending}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  )
}

/** A time as a field of the browser has it: in the zone of the reader, to the minute. */
function local(time: string): string {
  const at = new Date(time)
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * 60_000)
  return shifted.toISOString().slice(0, 16)
}

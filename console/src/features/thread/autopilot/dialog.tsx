import type { AutopilotMode, Conversation } from '@baton/api'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { toastError } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { useMe } from '../../../lib/queries'
import { command } from '../../../live/command'
import { Dialog } from '../../../ui/dialog-parts'
import { autopilotApi } from './api'
import './words'
import '../../../styles/autopilot.css'

const CHOICES = ['as', 'auto', 'held', 'off'] as const
type Choice = (typeof CHOICES)[number]

/** Whether the assistant answers by itself in one conversation. */
export function AutopilotDialog({
  conversation,
  onClose,
}: {
  conversation: Conversation
  onClose: () => void
}) {
  const client = useQueryClient()
  const me = useMe().user.id
  const [chosen, setChosen] = useState<Choice>(conversation.autopilot ?? 'as')
  const [busy, setBusy] = useState(false)
  const { id } = conversation
  const bot = conversation.assistant.name
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const mode: AutopilotMode | null = chosen === 'as' ? null : chosen
    setBusy(true)
    try {
      await command(client, me, id, () => autopilotApi.set(id, mode))
      onClose()
    } catch (error) {
      toastError(error)
    }
    setBusy(false)
  }
  return (
    <Dialog title={t('pilot.title')} lead={t('pilot.lead', { bot })} open onClose={onClose}>
      <form onSubmit={(event) => void save(event)}>
        <fieldset className="pilot" aria-label={t('pilot.title')}>
          {CHOICES.map((choice) => (
            <label key={choice}>
              <input
                type="radio"
                name="pilot"
                checked={choice === chosen}
                onChange={() => setChosen(choice)}
              />
              <span>
                <b>{choice === 'as' ? t('pilot.as', { bot }) : t(`pilot.${choice}`)}</b>
                {choice !== 'as' && <small>{hint(choice, bot)}</small>}
              </span>
            </label>
          ))}
        </fieldset>
        <div className="acts">
          <button type="button" className="btn" onClick={onClose}>
            {t('common.cancel')}
          </button>
          <button type="submit" className="btn primary" disabled={busy}>
            {t('common.save')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

function hint(choice: AutopilotMode, bot: string): string {
  switch (choice) {
    case 'auto':
      return t('pilot.autoHint', { bot })
    case 'held':
      return t('pilot.heldHint')
    case 'off':
      return t('pilot.offHint', { bot })
  }
}

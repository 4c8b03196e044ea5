import type { Tone } from '@baton/api'
import { useMutation } from '@tanstack/react-query'
import { Plus, Upload, X } from 'lucide-react'
import { useId, useRef } from 'react'
import { t } from '../../../lib/i18n'
import { toast } from '../../../lib/toasts'
import { FormCard, FormRow } from '../../../ui/form/row'
import { IconButton } from '../../../ui/icon-button'
import { uploadPicture } from '../api'
import { Face } from '../face'
import { smallPicture } from '../picture'
import type { Draft } from '../use-draft'
import { LanguagesField } from './languages-field'

const PROMPTS = 6
const TONES = ['factual', 'warm', 'playful'] as const satisfies readonly Tone[]

/** Name, first words, picture, prompts. */
export function Identity({ draft }: { draft: Draft }) {
  const { assistant, set, faults, editable } = draft
  const id = useId()
  const file = useRef<HTMLInputElement>(null)
  const upload = useMutation({
    mutationFn: async (chosen: File) => uploadPicture(assistant.id, await smallPicture(chosen)),
    onSuccess: (avatar) => set({ avatar }),
    onError: () => toast({ title: t('id.pictureFailed'), tone: 'danger' }),
  })
  const prompts = assistant.starter_prompts
  const putPrompt = (at: number, text: string) =>
    set({ starter_prompts: prompts.map((each, n) => (n === at ? text : each)) })
  return (
    <FormCard>
      <FormRow label={t('asst.name')} hint={t('id.nameHint')} control={`${id}-name`} error={faults.name}>
        <span className="input">
          <input
            id={`${id}-name`}
            className="grow"
            value={assistant.name}
            maxLength={120}
            readOnly={!editable}
            onChange={(event) => set({ name: event.target.value })}
          />
        </span>
      </FormRow>
      <FormRow
        label={t('id.tagline')}
        hint={t('id.taglineHint')}
        control={`${id}-tagline`}
        error={faults.tagline}
      >
        <span className="input">
          <input
            id={`${id}-tagline`}
            className="grow"
            value={assistant.tagline}
            placeholder={t('id.taglineUsual')}
            maxLength={60}
            readOnly={!editable}
            onChange={(event) => set({ tagline: event.target.value })}
          />
        </span>
      </FormRow>
      <FormRow label={t('id.tone')} hint={t('id.toneHint')}>
        <fieldset className="seg fit" aria-label={t('id.tone')} disabled={!editable}>
          {TONES.map((tone) => (
            <button
              key={tone}
              type="button"
              aria-pressed={assistant.tone === tone}
              onClick={() => set({ tone })}
            >
              {t(`id.tone.${tone}`)}
            </button>
          ))}
        </fieldset>
      </FormRow>
      <FormRow label={t('id.languages')} hint={t('id.languagesHint')} error={faults.languages}>
        <LanguagesField
          value={assistant.languages}
          editable={editable}
          onChange={(languages) => set({ languages })}
        />
      </FormRow>
      <FormRow
        label={t('id.greeting')}
        hint={t('id.greetingHint')}
        control={`${id}-greeting`}
        error={faults.greeting}
      >
        <span className="input area">
          <textarea
            id={`${id}-greeting`}
            rows={3}
            value={assistant.greeting}
            maxLength={500}
            readOnly={!editable}
            onChange={(event) => set({ greeting: event.target.value })}
          />
        </span>
      </FormRow>
      <FormRow label={t('id.avatar')} hint={t('id.avatarHint')}>
        <span className="row asst-picture">
          <Face avatar={assistant.avatar} size={44} />
          <button
            type="button"
            className="btn"
            disabled={!editable || upload.isPending}
            onClick={() => file.current?.click()}
          >
            <Upload className="i" size={14} aria-hidden="true" />
            {t('id.upload')}
          </button>
          {assistant.avatar && editable && (
            <button type="button" className="btn ghost" onClick={() => set({ avatar: null })}>
              {t('id.remove')}
            </button>
          )}
          <input
            ref={file}
            type="file"
            hidden
            accept="image/png,image/jpeg,image/webp"
            onChange={(event) => {
              const chosen = event.target.files?.[0]
              if (chosen) upload.mutate(chosen)
              event.target.value = ''
            }}
          />
        </span>
      </FormRow>
      <FormRow label={t('id.prompts')} hint={t('id.promptsHint')} error={faults.starter_prompts}>
        <div className="asst-list">
          {prompts.map((prompt, at) => (
            <span className="row" key={at}>
              <span className="input">
                <input
                  className="grow"
                  aria-label={t('id.prompt', { n: at + 1 })}
                  value={prompt}
                  maxLength={80}
                  readOnly={!editable}
                  onChange={(event) => putPrompt(at, event.target.value)}
                />
              </span>
              {editable && (
                <IconButton
                  label={t('id.removePrompt', { n: at + 1 })}
                  onClick={() => set({ starter_prompts: prompts.filter((_, n) => n !== at) })}
                >
                  <X className="i" size={15} aria-hidden="true" />
                </IconButton>
              )}
            </span>
          ))}
          {editable && prompts.length < PROMPTS && (
            <button type="button" className="btn" onClick={() => set({ starter_prompts: [...prompts, ''] })}>
              <Plus className="i" size={14} aria-hidden="true" />
              {t('id.addPrompt')}
            </button>
          )}
        </div>
      </FormRow>
    </FormCard>
  )
}

import { Paperclip } from 'lucide-react'
import { useRef } from 'react'
import { t } from '../../../lib/i18n'
import { IconButton } from '../../../ui/icon-button'

/** Chooses files to send with a reply. */
export function AttachButton({ onPick }: { onPick: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <IconButton size="sm" label={t('composer.attach')} onClick={() => input.current?.click()}>
        <Paperclip className="i" size={16} aria-hidden="true" />
      </IconButton>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        aria-label={t('composer.attach')}
        onChange={(event) => {
          onPick([...(event.target.files ?? [])])
          // The same file may be chosen again.
          event.target.value = ''
        }}
      />
    </>
  )
}

import { Search, X } from 'lucide-react'
import { useRef } from 'react'
import { t } from '../lib/i18n'
import { useShortcut } from '../lib/keyboard/use-shortcut'
import { useDebounced } from '../lib/use-debounced'
import { IconButton } from './icon-button'
import { Key } from './keys'

/** A search over a list: `/` goes there, Esc empties it, then leaves it. */
export function SearchField({
  label,
  value,
  onSearch,
}: {
  label: string
  value: string
  onSearch: (q: string) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useDebounced(value, (text) => onSearch(text.trim()))
  useShortcut('search', () => input.current?.focus())
  return (
    <div className="field">
      <Search className="i" size={15} aria-hidden="true" />
      <input
        ref={input}
        type="search"
        className="grow"
        placeholder={label}
        aria-label={label}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          if (draft) setDraft('')
          else input.current?.blur()
        }}
      />
      {draft ? (
        <IconButton size="xs" label={t('inbox.searchClear')} onClick={() => setDraft('')}>
          <X className="i" size={14} aria-hidden="true" />
        </IconButton>
      ) : (
        <Key name="/" />
      )}
    </div>
  )
}

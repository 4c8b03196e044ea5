import clsx from 'clsx'
import { Popover } from 'radix-ui'
import { type KeyboardEvent, type ReactElement, useEffect, useId, useMemo, useRef, useState } from 'react'
import { t } from '../../../lib/i18n'
import { recall, remember } from '../../../lib/store'
import { findEmoji, moveIn } from './emoji-find'
import '../../../styles/emoji.css'

const COLUMNS = 9
const KEY = 'baton.emoji'

/** A field to search in and the emoji below it: the arrows choose, Enter takes, Esc closes. */
export function EmojiPicker({ trigger, onPick }: { trigger: ReactElement; onPick: (emoji: string) => void }) {
  const [open, setOpen] = useState(true)
  const picked = useRef(false)
  const pick = (emoji: string) => {
    const others = recall<string[]>(KEY, []).filter((each) => each !== emoji)
    remember(KEY, [emoji, ...others].slice(0, COLUMNS))
    picked.current = true
    setOpen(false)
    onPick(emoji)
  }
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="menu emoji"
          side="top"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label={t('emoji.title')}
          onCloseAutoFocus={(event) => {
            // Whoever picked one goes on writing.
            if (picked.current) event.preventDefault()
            picked.current = false
          }}
        >
          <Choice onPick={pick} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Choice({ onPick }: { onPick: (emoji: string) => void }) {
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const [recent] = useState(() => recall<string[]>(KEY, []))
  const list = useId()
  const box = useRef<HTMLDivElement>(null)
  const groups = useMemo(() => findEmoji(query, recent), [query, recent])
  const all = groups.flatMap((group) => group.items)
  useEffect(() => {
    box.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [active, groups])
  const onKey = (event: KeyboardEvent) => {
    const chosen = all[active]
    if (/^Arrow/.test(event.key)) setActive(moveIn(groups, active, event.key, COLUMNS))
    else if (event.key === 'Enter' && chosen) onPick(chosen.char)
    else return
    event.preventDefault()
  }
  let index = 0
  return (
    <>
      <input
        className="input"
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-autocomplete="list"
        {...(all.length ? { 'aria-activedescendant': `${list}-${active}` } : {})}
        aria-label={t('emoji.search')}
        placeholder={t('emoji.search')}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKey}
      />
      <div
        className="emoji-all"
        role="listbox"
        id={list}
        aria-label={t('emoji.title')}
        tabIndex={-1}
        ref={box}
      >
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
          <div key={group.label} role="group" aria-label={t(group.label)}>
            <p className="cap" aria-hidden="true">
              {t(group.label)}
            </p>
            <div className="emoji-grid" role="presentation">
              {group.items.map((each) => {
                const at = index++
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
                  <span
                    key={each.char}
                    id={`${list}-${at}`}
                    role="option"
                    aria-selected={at === active}
                    aria-label={each.name}
                    title={each.name}
                    tabIndex={-1}
                    className={clsx('emoji-one', at === active && 'is-on')}
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={() => onPick(each.char)}
                  >
                    {each.char}
                  </span>
                )
              })}
            </div>
          </div>
        ))}
      </div>
      {!all.length && (
        <p className="muted t-xs emoji-none" role="status">
          {t('emoji.none')}
        </p>
      )}
    </>
  )
}

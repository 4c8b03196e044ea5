import { type KeyboardEvent, type RefObject, useId, useState } from 'react'

export interface Suggestion {
  id: string
  label: string
  detail: string
  /** What stands in the text afterwards, in place of the sign and the word. */
  insert: string
}

export interface SuggestSource {
  /** What calls it, at the beginning of a word. */
  sign: '@' | '/'
  find: (word: string) => Suggestion[]
}

/** As many as can be taken in at a glance. */
const MOST = 6

interface Wanted {
  from: number
  word: string
}

/** Completes a word that begins with a sign, as it is typed; the arrows choose, Enter or Tab takes, Esc closes. */
export function useSuggest(
  area: RefObject<HTMLTextAreaElement | null>,
  source: SuggestSource,
  write: (text: string) => void,
) {
  const [wanted, setWanted] = useState<Wanted | null>(null)
  const [active, setActive] = useState(0)
  const list = useId()
  const items = wanted ? source.find(wanted.word).slice(0, MOST) : []

  /** Looks at the word that the caret stands behind. */
  const look = () => {
    const element = area.current
    const before =
      element && element.selectionStart === element.selectionEnd
        ? element.value.slice(0, element.selectionStart)
        : ''
    const word = before.match(/(?:^|\s)([@/][^\s@/]*)$/)?.[1]
    setActive(0)
    setWanted(word?.[0] === source.sign ? { from: before.length - word.length, word: word.slice(1) } : null)
  }
  const pick = (item: Suggestion) => {
    const element = area.current
    if (!element || !wanted) return
    const end = wanted.from + 1 + wanted.word.length
    const caret = wanted.from + item.insert.length
    write(element.value.slice(0, wanted.from) + item.insert + element.value.slice(end))
    setWanted(null)
    requestAnimationFrame(() => {
      element.focus()
      element.setSelectionRange(caret, caret)
    })
  }
  /** Answers whether the key was for the list. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (!items.length) return false
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const chosen = items[active]
    if (step) setActive((active + step + items.length) % items.length)
    else if (event.key === 'Escape') setWanted(null)
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen && !event.ctrlKey && !event.metaKey)
      pick(chosen)
    else return false
    event.preventDefault()
    return true
  }
  const option = (index: number) => `${list}-${index}`
  return {
    items,
    active,
    list,
    option,
    look,
    pick,
    onKey,
    close: () => setWanted(null),
    /** Goes on the text field. */
    field: {
      'aria-autocomplete': 'list' as const,
      ...(items.length ? { 'aria-controls': list, 'aria-activedescendant': option(active) } : {}),
    },
  }
}

export type Suggest = ReturnType<typeof useSuggest>

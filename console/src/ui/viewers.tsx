import type { Id } from '@baton/api'
import { t } from '../lib/i18n'
import { useStore } from '../lib/store'
import { viewers } from '../live/viewers'
import { MateAvatar } from './avatar'

const NOBODY: never[] = []
const SHOWN = 3

/** The teammates who look at a conversation, without the reader. */
export function useOthers(conversation: Id, me: Id) {
  const all = useStore(viewers, (map) => map.get(conversation)) ?? NOBODY
  return all.filter((each) => each.id !== me)
}

/** "Priya is also viewing", "Priya and Tomás are also viewing". */
export function viewersWords(names: readonly string[]): string {
  return t(names.length === 1 ? 'viewers.one' : 'viewers.many', { names: namesOf(names) })
}

/** "Priya", "Priya and Tomás", "Priya, Tomás and Ruth". */
export function namesOf(names: readonly string[]): string {
  return new Intl.ListFormat('en', { style: 'long', type: 'conjunction' }).format(names)
}

/** Who else looks at it, as marks; their names on hover and for those who listen. */
export function Viewers({
  people,
  px,
  said = false,
}: {
  people: readonly { id: Id; name: string }[]
  px: number
  /** With the word beside the marks. */
  said?: boolean
}) {
  if (!people.length) return null
  const words = viewersWords(people.map((each) => each.name))
  return (
    <span className="viewers" title={words}>
      {people.slice(0, SHOWN).map((each) => (
        <MateAvatar key={each.id} name={each.name} px={px} />
      ))}
      {people.length > SHOWN && <span className="more">+{people.length - SHOWN}</span>}
      {said && (
        <span className="t-xs muted word" aria-hidden="true">
          {t('viewers.viewing')}
        </span>
      )}
      <span className="sr">{words}</span>
    </span>
  )
}

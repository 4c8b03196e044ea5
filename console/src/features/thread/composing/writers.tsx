import type { Id } from '@baton/api'
import { PenLine } from 'lucide-react'
import { firstName } from '../../../lib/baton'
import { t } from '../../../lib/i18n'
import { useStore } from '../../../lib/store'
import { type Writer, writing } from '../../../live/writing'
import { namesOf } from '../../../ui/viewers'

const NOBODY: readonly Writer[] = []

/** The teammates who write here now, said above the field, so that two do not answer at once. */
export function Writers({ conversation }: { conversation: Id }) {
  const all = useStore(writing, (map) => map.get(conversation)) ?? NOBODY
  const said = (['reply', 'note'] as const).flatMap((kind) => {
    const names = all.flatMap(({ by, note }) =>
      by && note === (kind === 'note') ? [firstName(by.name)] : [],
    )
    const number = names.length === 1 ? 'one' : 'many'
    return names.length ? [t(`writers.${number}.${kind}`, { names: namesOf(names) })] : []
  })
  return (
    <p className="t-writers" role="status">
      {said.length > 0 && (
        <>
          <PenLine className="i" size={13} aria-hidden="true" />
          {said.join(' · ')}
        </>
      )}
    </p>
  )
}

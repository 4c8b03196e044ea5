import type { Note } from '@baton/api'
import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '../../lib/i18n'
import { exact, timeOfDay } from '../../lib/time'
import { MateAvatar } from '../../ui/avatar'
import { Markdown } from '../../ui/markdown'

/** A private note, hatched and dashed, at the moment when it was written. */
export function NoteView({ note, me }: { note: Note; me: string }) {
  const time = timeOfDay(note.created_at)
  return (
    <article className="note" aria-label={t('note.by', { name: note.author.name, time })}>
      <p className="who">
        <Lock className="i" size={12} aria-hidden="true" />
        <MateAvatar name={note.author.name} px={16} self={note.author.id === me} />
        <b>{note.author.name}</b> <time title={exact(note.created_at)}>{time}</time>
        <span className="faint">{t('note.private')}</span>
      </p>
      <div className="note-text" dir="auto">
        {marked(note)}
      </div>
    </article>
  )
}

/** The text with the names of those who are mentioned set apart. */
function marked(note: Note): ReactNode {
  const names = note.mentions.map((person) => `@${person.name}`).sort((a, b) => b.length - a.length)
  const named = names.filter((name) => note.body.includes(name))
  if (!named.length) return <Markdown source={note.body} />
  const pattern = new RegExp(
    `(${named.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`,
  )
  return (
    <p className="plain">
      {note.body.split(pattern).map((part, index) =>
        named.includes(part) ? (
          <span className="mention" key={index}>
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </p>
  )
}

import type { Conversation } from '@baton/api'
import { useQueryClient } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../lib/api'
import { contactName } from '../../lib/baton'
import { toastError } from '../../lib/explain'
import { t } from '../../lib/i18n'
import { useShortcut } from '../../lib/keyboard/use-shortcut'
import { keys } from '../../lib/keys'
import { useMe } from '../../lib/queries'
import { toastWithUndo } from '../../lib/toasts'
import { putConversation } from '../../live/cache'
import { command } from '../../live/command'
import { focusOnMount } from '../../ui/focus-on-mount'
import { LONGEST_TAG } from '../../ui/tags/names'
import { usePaint } from '../../ui/tags/paint'

/** The tags of a conversation; added and removed in place. */
export function Tags({ conversation, editable }: { conversation: Conversation; editable: boolean }) {
  const client = useQueryClient()
  const me = useMe().user.id
  const [adding, setAdding] = useState(false)
  usePaint()
  useShortcut('tag', () => setAdding(true), editable)
  const { id } = conversation
  const change = async (tags: string[], ask: () => Promise<Conversation>): Promise<boolean> => {
    putConversation(client, { ...conversation, tags }, me)
    try {
      await command(client, me, id, ask)
      return true
    } catch (error) {
      putConversation(client, conversation, me)
      // Refused, or not answered: then it may have happened all the same.
      void client.invalidateQueries({ queryKey: keys.conversation(conversation.id) })
      void client.invalidateQueries({ queryKey: keys.lists })
      toastError(error)
      return false
    }
  }
  const offerUndo = (title: string, undo: () => Promise<Conversation>) =>
    toastWithUndo({ title, detail: contactName(conversation.contact) }, t('common.undo'), () => {
      void command(client, me, id, undo).catch(toastError)
    })
  const add = async (name: string) => {
    setAdding(false)
    const tag = name.trim()
    if (!tag || conversation.tags.includes(tag)) return
    if (await change([...conversation.tags, tag], () => api.addTag(id, tag)))
      offerUndo(t('toast.tagged', { tag }), () => api.removeTag(id, tag))
  }
  const remove = async (tag: string) => {
    const others = conversation.tags.filter((each) => each !== tag)
    if (await change(others, () => api.removeTag(id, tag)))
      offerUndo(t('toast.untagged', { tag }), () => api.addTag(id, tag))
  }
  return (
    <span className="t-tags">
      {conversation.tags.map((tag) => (
        <span className="chip" data-tag={tag} key={tag}>
          {tag}
          {editable && (
            <button
              type="button"
              className="x"
              aria-label={t('tag.remove', { tag })}
              onClick={() => void remove(tag)}
            >
              <X className="i" size={11} aria-hidden="true" />
            </button>
          )}
        </span>
      ))}
      {editable &&
        (adding ? (
          <TagInput onDone={(name) => void add(name)} />
        ) : (
          <button
            type="button"
            className="chip add"
            aria-label={t('tag.add')}
            title={t('tag.add')}
            onClick={() => setAdding(true)}
          >
            <Plus className="i" size={12} aria-hidden="true" />
          </button>
        ))}
    </span>
  )
}

/** Enter or leaving it adds, Esc does not. */
function TagInput({ onDone }: { onDone: (name: string) => void }) {
  const [name, setName] = useState('')
  return (
    <input
      className="chip tag-input"
      aria-label={t('tag.name')}
      placeholder={t('tag.name')}
      maxLength={LONGEST_TAG}
      ref={focusOnMount}
      value={name}
      onChange={(event) => setName(event.target.value)}
      onBlur={() => onDone(name)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onDone(name)
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onDone('')
      }}
    />
  )
}

import type { Conversation, Id } from '@baton/api'
import { AlarmClock, CircleCheck, EllipsisVertical, Tag, UserRoundCheck, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { t } from '../../../lib/i18n'
import { useShortcut } from '../../../lib/keyboard/use-shortcut'
import { useMe } from '../../../lib/queries'
import { useStore } from '../../../lib/store'
import type { Chosen } from '../../../live/bulk/each'
import { health, isReachable } from '../../../live/connection'
import { IconButton } from '../../../ui/icon-button'
import { Menu, MenuItem } from '../../../ui/menu'
import { usePaint } from '../../../ui/tags/paint'
import { SnoozeDialog } from '../../../ui/when/snooze'
import { AssignMenu } from './assign-menu'
import { leaving } from './back-to-list'
import { clear, selection, stretched, toggled } from './selection'
import { TagDialog } from './tag-dialog'
import { useDeeds } from './use-deeds'

interface BarProps {
  rows: readonly Conversation[]
  /** The conversation that is open. */
  open: Id | undefined
}

/** The row that the focus is on, else the one that is open. */
function rowAt(open: Id | undefined): Id | undefined {
  return document.activeElement?.closest<HTMLElement>('.rows [data-key]')?.dataset.key ?? open
}

/** How many are selected and what may be done with them; and the keys that select. */
export function Bar({ rows, open }: BarProps) {
  const may = useMe().permissions.includes('conversation.reply')
  const { ids, on: isOn } = useStore(selection)
  const on = isOn && rows.length > 0
  const chosen = rows.filter((row) => ids.has(row.id))
  const { run, busy, failed, forget } = useDeeds()
  usePaint()
  useEffect(() => clear, [])
  const pick = (isStretch: boolean) => {
    const id = rowAt(open)
    if (!id || !rows.some((row) => row.id === id)) return false
    const all = rows.map((row) => row.id)
    selection.set((before) => (isStretch ? stretched(before, id, all) : toggled(before, id)))
  }
  useShortcut('select', () => pick(false), may)
  useShortcut('selectRange', () => pick(true), may)
  useShortcut('back', () => leaving(clear), on)
  if (!may || (!on && !failed.length)) return null
  return (
    <div className="desk-bar">
      {failed.length > 0 && (
        <div className="desk-failed" role="alert">
          <p>
            <b>{t('desk.failed', { n: failed.length })}</b>
            <IconButton label={t('common.close')} size="xs" onClick={() => leaving(forget)}>
              <X className="i" size={13} aria-hidden="true" />
            </IconButton>
          </p>
          <ul>
            {failed.map(({ id, name, why }) => (
              <li key={id}>{t('desk.failedRow', { name, why })}</li>
            ))}
          </ul>
        </div>
      )}
      {on && (
        <>
          <div className="desk-count">
            <b role="status">
              {busy ? t('desk.busy', { n: busy }) : t('desk.selected', { n: chosen.length })}
            </b>
            {chosen.length < rows.length && (
              <button
                type="button"
                className="btn ghost sm"
                onClick={() =>
                  selection.set({ on: true, ids: new Set(rows.map((row) => row.id)), anchor: null })
                }
              >
                {t('desk.all', { n: rows.length })}
              </button>
            )}
            <IconButton label={t('desk.clear')} size="sm" className="end" onClick={() => leaving(clear)}>
              <X className="i" size={15} aria-hidden="true" />
            </IconButton>
          </div>
          <Acts chosen={chosen} busy={busy > 0} onDeed={(deed) => void run(chosen, deed)} />
        </>
      )}
    </div>
  )
}

interface ActsProps {
  chosen: Conversation[]
  busy: boolean
  onDeed: (deed: Chosen) => void
}

function Acts({ chosen, busy, onDeed }: ActsProps) {
  const reachable = useStore(health, isReachable)
  const [asking, setAsking] = useState<'tag' | 'snooze' | null>(null)
  /** While it works the buttons stay, so that the focus does. */
  const gate = { disabled: !reachable || !chosen.length, 'aria-disabled': busy }
  const act = (deed: Chosen) => busy || onDeed(deed)
  return (
    <div className="desk-acts" role="toolbar" aria-label={t('desk.bar')}>
      <button type="button" className="btn sm" {...gate} onClick={() => act({ action: 'resolve' })}>
        <CircleCheck className="i" size={14} aria-hidden="true" />
        {t('desk.resolve')}
      </button>
      <AssignMenu gate={gate} onAssign={(user_id) => act({ action: 'assign', user_id })}>
        <UserRoundCheck className="i" size={14} aria-hidden="true" />
        {t('desk.assign')}
      </AssignMenu>
      <button type="button" className="btn sm" {...gate} onClick={() => busy || setAsking('tag')}>
        <Tag className="i" size={14} aria-hidden="true" />
        {t('desk.tag')}
      </button>
      <button type="button" className="btn sm" {...gate} onClick={() => busy || setAsking('snooze')}>
        <AlarmClock className="i" size={14} aria-hidden="true" />
        {t('desk.snooze')}
      </button>
      <Menu
        align="end"
        side="top"
        trigger={
          <button type="button" className="icon-btn sm" aria-label={t('desk.more.actions')} {...gate}>
            <EllipsisVertical className="i" size={15} aria-hidden="true" />
          </button>
        }
      >
        <MenuItem disabled={busy} onSelect={() => act({ action: 'claim' })}>
          {t('desk.claim')}
        </MenuItem>
        <MenuItem disabled={busy} onSelect={() => act({ action: 'release' })}>
          {t('desk.release')}
        </MenuItem>
        {chosen.some((each) => each.snoozed_until) && (
          <MenuItem disabled={busy} onSelect={() => act({ action: 'unsnooze' })}>
            {t('desk.unsnooze')}
          </MenuItem>
        )}
      </Menu>
      {asking === 'tag' && (
        <TagDialog
          n={chosen.length}
          onTag={(name) => act({ action: 'tag', name })}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'snooze' && (
        <SnoozeDialog
          onChoose={(wish) => act({ action: 'snooze', ...wish })}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  )
}

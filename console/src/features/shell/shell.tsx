import type { Id, Me } from '@baton/api'
import { useNavigate } from '@tanstack/react-router'
import { Keyboard } from 'lucide-react'
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { t } from '../../lib/i18n'
import { listen, useShortcut } from '../../lib/keyboard/use-shortcut'
import { choose, resolvedTheme, settings } from '../../lib/settings'
import { undoLast } from '../../lib/toasts'
import { IconButton } from '../../ui/icon-button'
import { lazyPart } from '../../ui/on-demand/lazy-part'
import { Toaster } from '../../ui/toaster'
import { Bell } from './bell/bell'
import { ConnectionStrip, Indicator, RefreshButton } from './connection'
import { BottomBar, Rail } from './nav'
import { CommandField } from './palette/command-field'
import { nextPane } from './panes'
import { useTitle } from './use-title'
import { UserMenu } from './user-menu'
import { WorkspaceMenu } from './workspace-menu'

const EndShift = lazyPart(() => import('./shift/end-shift').then((m) => ({ default: m.EndShift })))
const ShortcutsHelp = lazyPart(() => import('./shortcuts-help').then((m) => ({ default: m.ShortcutsHelp })))

interface ShellProps {
  me: Me
  onSignOut: () => void
  onSwitch: (workspace: Id) => void
  onCreate: (name: string) => Promise<unknown>
  children: ReactNode
}

/** Rail, top bar and the sheet on which every page lies. */
export function Shell({ me, onSignOut, onSwitch, onCreate, children }: ShellProps) {
  const [help, setHelp] = useState(false)
  const [ending, setEnding] = useState(false)
  const menu = { me, onSignOut, onEndShift: () => setEnding(true) }
  const navigate = useNavigate()
  useEffect(listen, [])
  useTitle()
  useShortcut('help', () => setHelp(true))
  useShortcut('undo', undoLast)
  useShortcut('panes', nextPane)
  useShortcut('theme', () =>
    choose({ theme: resolvedTheme(settings.get().theme) === 'dark' ? 'light' : 'dark' }),
  )
  useShortcut('goInbox', () => void navigate({ to: '/inbox' }))
  useShortcut('goLeads', () => void navigate({ to: '/leads' }))
  useShortcut('goLog', () => void navigate({ to: '/conversations', search: {} }))
  useShortcut('goKnowledge', () => void navigate({ to: '/knowledge' }))
  useShortcut('goAssistants', () => void navigate({ to: '/assistants' }))
  useShortcut('goSettings', () => void navigate({ to: '/settings' }))
  return (
    <div className="app">
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <Rail foot={<UserMenu {...menu} side="right" px={34} />} />
      <header className="topbar">
        <WorkspaceMenu me={me} onSwitch={onSwitch} onCreate={onCreate} />
        <CommandField />
        <div className="topbar-end">
          <Indicator />
          <RefreshButton />
          <span className="vr" />
          <IconButton label={t('keys.open')} className="keys-btn" onClick={() => setHelp(true)}>
            <Keyboard className="i" size={17} aria-hidden="true" />
          </IconButton>
          <Bell />
          <span className="m-only">
            <UserMenu {...menu} side="bottom" px={30} />
          </span>
        </div>
      </header>
      <div className="stage">
        <ConnectionStrip />
        {children}
      </div>
      <BottomBar />
      {help && (
        <Suspense>
          <ShortcutsHelp open onClose={() => setHelp(false)} />
        </Suspense>
      )}
      {ending && (
        <Suspense>
          <EndShift onClose={() => setEnding(false)} />
        </Suspense>
      )}
      <Toaster />
    </div>
  )
}

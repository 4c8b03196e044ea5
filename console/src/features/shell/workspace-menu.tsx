import type { Id, Me } from '@baton/api'
import { ChevronsUpDown, Plus } from 'lucide-react'
import { Suspense, useState } from 'react'
import { initials } from '../../lib/baton'
import { t } from '../../lib/i18n'
import { Menu, MenuCaption, MenuChoices, MenuItem, MenuRule } from '../../ui/menu'
import { lazyPart } from '../../ui/on-demand/lazy-part'

const CreateWorkspace = lazyPart(() =>
  import('./create-workspace').then((m) => ({ default: m.CreateWorkspace })),
)

/** The workspace at hand, the others, and a new one. */
export function WorkspaceMenu({
  me,
  onSwitch,
  onCreate,
}: {
  me: Me
  onSwitch: (id: Id) => void
  onCreate: (name: string) => Promise<unknown>
}) {
  const [creating, setCreating] = useState(false)
  return (
    <>
      <Menu
        width={240}
        trigger={
          <button type="button" className="ws-switch" title={t('workspace.switch')}>
            <span className="ws-mark" aria-hidden="true">
              {initials(me.workspace.name)}
            </span>
            <span className="trunc">{me.workspace.name}</span>
            <ChevronsUpDown className="i" size={14} aria-hidden="true" />
          </button>
        }
      >
        <MenuCaption>{t('workspace.yours')}</MenuCaption>
        <MenuChoices
          value={me.workspace.id}
          choices={me.workspaces.map(({ id, name }) => ({
            value: id,
            label: <span className="trunc">{name}</span>,
          }))}
          onChoose={onSwitch}
        />
        <MenuRule />
        <MenuItem
          icon={<Plus className="i" size={15} aria-hidden="true" />}
          onSelect={() => setCreating(true)}
        >
          {t('workspace.create')}
        </MenuItem>
      </Menu>
      {creating && (
        <Suspense>
          <CreateWorkspace onClose={() => setCreating(false)} onCreate={onCreate} />
        </Suspense>
      )}
    </>
  )
}

import { useState } from 'react'
import { t, teach } from '../../lib/i18n'
import { workspace } from '../../lib/i18n/en/workspace'
import { Dialog } from '../../ui/dialog'

teach(workspace)

/** Asks for the name of a further workspace. */
export function CreateWorkspace({
  onClose,
  onCreate,
}: {
  onClose: () => void
  onCreate: (name: string) => Promise<unknown>
}) {
  const [name, setName] = useState('')
  const create = async () => {
    if (!name.trim()) return
    await onCreate(name.trim())
    setName('')
    onClose()
  }
  return (
    <Dialog title={t('workspace.createTitle')} lead={t('workspace.createLead')} open onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void create()
        }}
      >
        <label className="lbl dialog-field">
          {t('workspace.createName')}
          <span className="input">
            <input
              className="grow"
              value={name}
              maxLength={80}
              onChange={(event) => setName(event.target.value)}
            />
          </span>
        </label>
        <div className="acts">
          <button type="button" className="btn" onClick={onClose}>
            {t('common.cancel')}
          </button>
          <button type="submit" className="btn primary" disabled={!name.trim()}>
            {t('workspace.create')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

import { X } from 'lucide-react'
import { t, teach } from '../../lib/i18n'
import { keyboard } from '../../lib/i18n/en/keyboard'
import { settings } from '../../lib/settings'
import { useStore } from '../../lib/store'
import { Dialog } from '../../ui/dialog'
import { IconButton } from '../../ui/icon-button'
import { Keys } from '../../ui/keys'
import { HELP } from './help'
import '../../styles/shortcuts.css'

teach(keyboard)

/** Every key that does something. */
export function ShortcutsHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const on = useStore(settings, (all) => all.singleKeys)
  return (
    <Dialog title={t('keys.open')} hideTitle open={open} onClose={onClose} className="shortcuts">
      <div className="row">
        <p className="display shortcuts-title" aria-hidden="true">
          {t('keys.title')}
        </p>
        <span className="grow" />
        <IconButton label={t('common.close')} onClick={onClose}>
          <X className="i" size={18} aria-hidden="true" />
        </IconButton>
      </div>
      <div className="cols">
        {HELP.map((column) => (
          <div key={column[0]?.title}>
            {column.map((group) => (
              <section key={group.title}>
                <h4>{t(group.title)}</h4>
                <ul>
                  {group.rows.map((row) => (
                    <li key={row.label}>
                      {t(row.label)}
                      <Keys names={row.keys} />
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </div>
        ))}
      </div>
      <p className="t-xs faint shortcuts-note">{t(on ? 'keys.note' : 'keys.noteOff')}</p>
    </Dialog>
  )
}

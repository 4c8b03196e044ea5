import { ChevronDown, X } from 'lucide-react'
import type { Then } from '../../../lib/api'
import { t } from '../../../lib/i18n'
import { Key, Keys } from '../../../ui/keys'
import { BotMark } from '../../../ui/marks'
import { Menu, MenuItem } from '../../../ui/menu'

interface SendProps {
  label: string
  /** The key that sends. */
  keys: string
  disabled: boolean
  onSend: (then?: Then) => void
}

/** Sends, or sends and lets go: what follows happens with the reply, or not at all. */
export function SendButton({ label, keys, disabled, onSend }: SendProps) {
  return (
    <span className="split">
      <button type="button" className="btn human" disabled={disabled} onClick={() => onSend()}>
        {label} <Key name={keys} />
      </button>
      <Menu
        align="end"
        side="top"
        label={t('send.more')}
        trigger={
          <button
            type="button"
            className="btn human"
            disabled={disabled}
            aria-label={t('send.more')}
            title={t('send.more')}
          >
            <ChevronDown className="i" size={15} aria-hidden="true" />
          </button>
        }
      >
        <MenuItem
          icon={<X className="i" size={15} aria-hidden="true" />}
          end={<Keys names={['Mod', 'Shift', '↵']} />}
          onSelect={() => onSend('resolve')}
        >
          {t('send.resolve')}
        </MenuItem>
        <MenuItem icon={<BotMark size={15} />} onSelect={() => onSend('release')}>
          {t('send.release')}
        </MenuItem>
      </Menu>
    </span>
  )
}

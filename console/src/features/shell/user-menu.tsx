import type { Me } from '@baton/api'
import { LogOut } from 'lucide-react'
import { t } from '../../lib/i18n'
import { choose, settings, type Theme } from '../../lib/settings'
import { useStore } from '../../lib/store'
import { MateAvatar } from '../../ui/avatar'
import { Menu, MenuCaption, MenuChoices, MenuItem, MenuRule, MenuToggle } from '../../ui/menu'
import { lazyPart } from '../../ui/on-demand/lazy-part'

const Availability = lazyPart(() => import('./availability').then((m) => ({ default: m.Availability })))
const THEMES: Theme[] = ['system', 'light', 'dark']

/** The account: appearance, keyboard, sign-out. */
export function UserMenu({
  me,
  side,
  px,
  onEndShift,
  onSignOut,
}: {
  me: Me
  side: 'right' | 'bottom'
  px: number
  onEndShift: () => void
  onSignOut: () => void
}) {
  const { theme, singleKeys, enterSends } = useStore(settings)
  return (
    <Menu
      side={side}
      align="end"
      width={232}
      trigger={
        <button type="button" className="rail-me">
          <MateAvatar name={me.user.name} px={px} self />
          <span className="sr">{t('user.menu', { name: me.user.name })}</span>
        </button>
      }
    >
      <MenuCaption>
        <b className="trunc">{me.user.name}</b>
        <span className="trunc">{t('user.signedIn', { email: me.user.email })}</span>
      </MenuCaption>
      <MenuRule />
      {me.permissions.includes('conversation.reply') && (
        <>
          <Availability onEndShift={onEndShift} />
          <MenuRule />
        </>
      )}
      <MenuCaption>{t('user.theme')}</MenuCaption>
      <MenuChoices
        value={theme}
        choices={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
        onChoose={(next) => choose({ theme: next })}
      />
      <MenuRule />
      <MenuToggle on={singleKeys} onToggle={(on) => choose({ singleKeys: on })}>
        {t('user.singleKeys')}
      </MenuToggle>
      <MenuToggle on={enterSends} onToggle={(on) => choose({ enterSends: on })}>
        {t('user.enterSends')}
      </MenuToggle>
      <MenuRule />
      <MenuItem icon={<LogOut className="i" size={15} aria-hidden="true" />} onSelect={onSignOut}>
        {t('user.signOut')}
      </MenuItem>
    </Menu>
  )
}

import { t, teach } from '../../../lib/i18n'
import { account } from '../../../lib/i18n/en/settings/account'
import { SettingsSection } from '../../../ui/form/page'
import { PasswordForm } from './password'
import { Profile } from './profile'
import { Sessions } from './sessions'

teach(account)

/** What somebody does with their own account. */
export function AccountPage() {
  return (
    <SettingsSection title={t('settings.account')} lead={t('account.lead')}>
      <Profile />
      <PasswordForm />
      <Sessions />
    </SettingsSection>
  )
}

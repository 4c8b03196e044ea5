import { teach } from '../../../lib/i18n'
import { desk } from '../../../lib/i18n/en/desk'
import { scheduled } from '../../../lib/i18n/en/thread/scheduled'

teach({ ...desk, ...scheduled })

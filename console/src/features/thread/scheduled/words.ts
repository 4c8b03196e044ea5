import { teach } from '../../../lib/i18n'
import { scheduled } from '../../../lib/i18n/en/thread/scheduled'

teach(scheduled)

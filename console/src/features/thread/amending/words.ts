import { teach } from '../../../lib/i18n'
import { amending } from '../../../lib/i18n/en/thread/amending'

teach(amending)

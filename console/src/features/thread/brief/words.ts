import { teach } from '../../../lib/i18n'
import { handover } from '../../../lib/i18n/en/thread/handover'

teach(handover)

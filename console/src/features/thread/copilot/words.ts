import { teach } from '../../../lib/i18n'
import { copilot } from '../../../lib/i18n/en/thread/copilot'

teach(copilot)

import { teach } from '../../../lib/i18n'
import { autopilot } from '../../../lib/i18n/en/thread/autopilot'

teach(autopilot)

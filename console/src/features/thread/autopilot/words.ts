import { teach } from '../../../lib/i18n'
import { autopilot } from '../../../lib/i18n/en/autopilot'

teach(autopilot)

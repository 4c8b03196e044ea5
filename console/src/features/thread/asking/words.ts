import { teach } from '../../../lib/i18n'
import { asking } from '../../../lib/i18n/en/asking'

teach(asking)

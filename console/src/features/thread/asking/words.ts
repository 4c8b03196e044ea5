import { teach } from '../../../lib/i18n'
import { asking } from '../../../lib/i18n/en/thread/asking'

teach(asking)

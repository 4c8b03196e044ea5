import { teach } from '../../../lib/i18n'
import { correcting } from '../../../lib/i18n/en/thread/correcting'

teach(correcting)

import { teach } from '../../../lib/i18n'
import { files } from '../../../lib/i18n/en/thread/files'

teach(files)

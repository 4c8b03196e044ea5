import { teach } from '../../lib/i18n'
import { form } from '../../lib/i18n/en/form'

teach(form)

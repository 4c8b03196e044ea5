import { teach } from '../../lib/i18n'
import { desk } from '../../lib/i18n/en/desk'
import { team } from '../../lib/i18n/en/team'
import { thread } from '../../lib/i18n/en/thread/thread'

teach({ ...thread, ...team, ...desk })

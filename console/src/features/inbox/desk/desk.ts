/** What keeps the list in order: fetched right after the list itself. */

import { teach } from '../../../lib/i18n'
import { desk } from '../../../lib/i18n/en/desk'
import '../../../styles/desk.css'

teach(desk)

export { ViewsButton } from '../views/button'
export { Bar } from './bar'
export { Pick } from './pick'
export { SelectButton } from './select-button'
export { rowsFor } from './waiting-rows'

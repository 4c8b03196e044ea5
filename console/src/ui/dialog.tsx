import { Suspense } from 'react'
import type * as Parts from './dialog-parts'
import { lazyPart } from './on-demand/lazy-part'

const load = () => import('./dialog-parts')
const OpenDialog = lazyPart(async () => ({ default: (await load()).Dialog }))
const OpenConfirm = lazyPart(async () => ({ default: (await load()).Confirm }))

/** A dialog, fetched when it opens first. */
export function Dialog(props: Parts.DialogProps) {
  return props.open ? (
    <Suspense>
      <OpenDialog {...props} />
    </Suspense>
  ) : null
}

/** A question before something that cannot be taken back, fetched when it is asked first. */
export function Confirm(props: Parts.ConfirmProps) {
  return props.open ? (
    <Suspense>
      <OpenConfirm {...props} />
    </Suspense>
  ) : null
}

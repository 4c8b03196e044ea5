/** So far back up, in so short a time, is how one leaves on a phone. */
const UP_PX = 400
const WITHIN_MS = 400

/** Calls when the visitor is about to leave: the pointer goes out through the top, or a finger scrolls up fast. */
export function leaving(run: () => void): void {
  document.addEventListener('mouseout', (event) => {
    if (!event.relatedTarget && event.clientY <= 0) run()
  })
  if (!matchMedia('(pointer: coarse)').matches) return
  let from = { at: 0, y: 0 }
  addEventListener(
    'scroll',
    ({ timeStamp }) => {
      if (timeStamp - from.at > WITHIN_MS || scrollY > from.y) from = { at: timeStamp, y: scrollY }
      else if (from.y - scrollY > UP_PX) run()
    },
    { passive: true },
  )
}

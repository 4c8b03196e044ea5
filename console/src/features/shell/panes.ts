/** Moves the focus to the next pane of the page (`F6`), in reading order and round. */
export function nextPane(): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.offsetParent !== null,
  )
  const here = panes.findIndex((pane) => pane.contains(document.activeElement))
  const pane = panes[(here + 1) % panes.length]
  const reachable = (selector: string) =>
    [...(pane?.querySelectorAll<HTMLElement>(selector) ?? [])].find((each) => each.offsetParent !== null)
  const target =
    reachable('[data-pane-focus]') ?? reachable('textarea, [tabindex="0"], input, button, a[href]')
  target?.focus()
}

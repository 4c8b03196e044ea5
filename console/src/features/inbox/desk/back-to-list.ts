/** Takes the bar away, or a part of it; the focus that was in it goes to the row that Tab reaches. */
export function leaving(act: () => void): void {
  const wasInside = Boolean(document.activeElement?.closest('.desk-bar'))
  act()
  if (!wasInside) return
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return
    const row =
      document.querySelector<HTMLElement>('.rows [data-row][tabindex="0"]') ??
      document.querySelector<HTMLElement>('.rows [data-row]')
    row?.focus({ preventScroll: true })
  })
}

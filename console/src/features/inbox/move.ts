import type { Id } from '@baton/api'

/** Moves the focus along with the open row, but only while it is in the list already. */
export function moveFocus(id: Id): void {
  if (!document.activeElement?.closest('.rows')) return
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus({ preventScroll: true })
  })
}

/** Pressing the row that is open already moves into its thread. */
export function enterThread(): void {
  document.querySelector<HTMLElement>('.thread textarea, .thread .transcript')?.focus()
}

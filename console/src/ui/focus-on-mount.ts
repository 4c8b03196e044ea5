/** A ref for a field that appears because somebody asked for it: they go on writing there. */
export function focusOnMount(element: HTMLElement | null): void {
  element?.focus()
}

/** What only the menu says; it brings these words along. */
export const menu = {
  clear: 'Clear conversation',
  forget: 'Forget me',
  clear_ask: 'Clear this conversation? You will no longer see it here.',
  forget_ask: 'Erase everything {company} knows about you from this chat? This cannot be undone.',
  keep: 'Keep it',
}

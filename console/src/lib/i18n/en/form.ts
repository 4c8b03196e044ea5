/** What forms and tables say, wherever they stand. */
export const form = {
  'form.unsaved': 'Not saved yet',
  'form.discard': 'Discard',
  'form.saving': 'Saving',
  'form.copy': 'Copy',
  'form.copyFailed': 'The browser did not let it be copied. Select the text and copy it yourself.',
  'role.now': 'Your role here is {role} now',
  'role.owner': 'Owner',
  'role.admin': 'Admin',
  'role.editor': 'Editor',
  'role.viewer': 'Viewer',
  'role.owner.can': 'Everything, and there is exactly one',
  'role.admin.can': 'Members, deletion, settings, and all an editor may',
  'role.editor.can': 'Conversations, leads, knowledge, assistants',
  'role.viewer.can': 'Reads only',
} as const

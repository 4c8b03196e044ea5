/** Asking for a further workspace. */
export const workspace = {
  'workspace.createTitle': 'Create a workspace',
  'workspace.createLead': 'A workspace has its own assistants, knowledge, conversations and team.',
  'workspace.createName': 'Name',
} as const

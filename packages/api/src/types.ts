/** What goes over the wire: REST bodies, realtime events, widget views. Mirrors the schemas of openapi.json. */

export type * from './types/account'
export type * from './types/alert'
export type * from './types/assistant'
export type * from './types/base'
export type * from './types/conversation'
export type * from './types/copilot'
export type * from './types/event'
export type * from './types/handover'
export type * from './types/knowledge'
export type * from './types/lead'
export type * from './types/team'
export type * from './types/widget'

import type { AssistantPart } from '@baton/api'
import {
  Code,
  CornerUpRight,
  History,
  Palette,
  ScrollText,
  TextCursorInput,
  UserRoundPen,
  Workflow,
} from 'lucide-react'

export type Part = AssistantPart | 'versions'

/** The pages of an assistant's settings, in their order. */
export const PARTS = [
  { part: 'identity', icon: UserRoundPen },
  { part: 'instructions', icon: ScrollText },
  { part: 'rules', icon: Workflow },
  { part: 'handover', icon: CornerUpRight },
  { part: 'lead_form', icon: TextCursorInput },
  { part: 'look', icon: Palette },
  { part: 'install', icon: Code },
  { part: 'versions', icon: History },
] as const satisfies readonly { part: Part; icon: unknown }[]

export const isPart = (value: unknown): value is Part => PARTS.some(({ part }) => part === value)

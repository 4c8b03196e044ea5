import type { Permission } from '@baton/api'
import { lazyRouteComponent } from '@tanstack/react-router'
import {
  Activity,
  BellRing,
  CircleUser,
  Clock3,
  Hourglass,
  KeyRound,
  type LucideIcon,
  Mail,
  Newspaper,
  Palette,
  ScrollText,
  SquareSlash,
  Tags,
  Users,
  Webhook,
} from 'lucide-react'
import type { PlainKey } from '../../lib/i18n'

export const GROUPS = ['you', 'team', 'assistant', 'channels', 'system'] as const

export interface Section {
  /** Its address: `/app/settings/{id}`. */
  id: string
  group: (typeof GROUPS)[number]
  /** Its name in the list, in `lib/i18n/en/settings.ts`. */
  label: PlainKey
  icon: LucideIcon
  /** Who lacks it does not see the section; without one, everybody does. */
  permission?: Permission
  page: ReturnType<typeof lazyRouteComponent>
}

/**
 * Every section of the settings, in the order of the list.
 *
 * To add one: write `features/settings/{id}/page.tsx`, which exports a component made of `SettingsSection` and the parts in
 * `ui/form`, and which teaches its own words from `lib/i18n/en/settings/{id}.ts` (name them in `lib/i18n.ts`, in the type only); put
 * its label into `lib/i18n/en/settings.ts`, its calls and query keys into files of its own folder, what only it needs of CSS
 * into `styles/{id}.css`, and a line here.
 */
export const SECTIONS: readonly Section[] = [
  {
    id: 'account',
    group: 'you',
    label: 'settings.account',
    icon: CircleUser,
    page: lazyRouteComponent(() => import('./account/page'), 'AccountPage'),
  },
  {
    id: 'members',
    group: 'team',
    label: 'settings.members',
    icon: Users,
    page: lazyRouteComponent(() => import('./team/page'), 'TeamPage'),
  },
  {
    id: 'alerts',
    group: 'you',
    label: 'settings.alerts',
    icon: BellRing,
    page: lazyRouteComponent(() => import('./alerts/page'), 'AlertsPage'),
  },
  {
    id: 'business-hours',
    group: 'team',
    label: 'settings.businessHours',
    icon: Clock3,
    permission: 'workspace.manage',
    page: lazyRouteComponent(() => import('./business-hours/page'), 'BusinessHoursPage'),
  },
  {
    id: 'handover',
    group: 'team',
    label: 'settings.handover',
    icon: Hourglass,
    permission: 'workspace.manage',
    page: lazyRouteComponent(() => import('./handover/page'), 'HandoverPage'),
  },
  {
    id: 'digest',
    group: 'you',
    label: 'settings.digest',
    icon: Newspaper,
    page: lazyRouteComponent(() => import('./digest/page'), 'DigestPage'),
  },
  {
    id: 'canned-replies',
    group: 'team',
    label: 'settings.cannedReplies',
    icon: SquareSlash,
    permission: 'conversation.reply',
    page: lazyRouteComponent(() => import('./canned-replies/page'), 'CannedRepliesPage'),
  },
  {
    id: 'tags',
    group: 'team',
    label: 'settings.tags',
    icon: Tags,
    permission: 'workspace.manage',
    page: lazyRouteComponent(() => import('./tags/page'), 'TagsPage'),
  },
  {
    id: 'api-tokens',
    group: 'channels',
    label: 'settings.apiTokens',
    icon: KeyRound,
    permission: 'token.manage',
    page: lazyRouteComponent(() => import('./api-tokens/page'), 'ApiTokensPage'),
  },
  {
    id: 'audit',
    group: 'system',
    label: 'settings.audit',
    icon: ScrollText,
    permission: 'audit.read',
    page: lazyRouteComponent(() => import('./audit/page'), 'AuditPage'),
  },
  {
    id: 'webhooks',
    group: 'channels',
    label: 'settings.webhooks',
    icon: Webhook,
    permission: 'webhook.manage',
    page: lazyRouteComponent(() => import('./webhooks/page'), 'WebhooksPage'),
  },
  {
    id: 'system',
    group: 'system',
    label: 'settings.system',
    icon: Palette,
    permission: 'workspace.manage',
    page: lazyRouteComponent(() => import('./system/page'), 'SystemPage'),
  },
  {
    id: 'mail',
    group: 'system',
    label: 'settings.mail',
    icon: Mail,
    permission: 'workspace.manage',
    page: lazyRouteComponent(() => import('./mail/page'), 'MailPage'),
  },
  {
    id: 'delivery',
    group: 'system',
    label: 'settings.delivery',
    icon: Activity,
    permission: 'workspace.manage',
    page: lazyRouteComponent(() => import('./delivery/page'), 'DeliveryPage'),
  },
]

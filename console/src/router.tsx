import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { createClient } from './lib/client'
import { whenSignedOut } from './lib/http'
import { problemOf } from './lib/problem'
import { sessionQuery, setupQuery } from './lib/queries'
import { NotFound } from './routes/not-found'
import { PageError } from './routes/page-error'
import { parseInboxSearch, parseLeadsSearch } from './routes/search'

export const client = createClient()

const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: PageError,
})

/** Where to go back to after sign-in; only paths of the console itself. */
function parseNext(search: Record<string, unknown>): { next?: string } {
  return typeof search.next === 'string' && /^\/(?!\/)/.test(search.next) ? { next: search.next } : {}
}

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: parseNext,
  beforeLoad: async () => {
    const { needed } = await client.ensureQueryData(setupQuery)
    if (needed) throw redirect({ to: '/setup' })
  },
  component: lazyRouteComponent(() => import('./routes/sign-in'), 'SignInPage'),
})

const resetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset',
  component: lazyRouteComponent(() => import('./routes/reset'), 'ResetPage'),
})

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  beforeLoad: async () => {
    const { needed } = await client.ensureQueryData(setupQuery)
    if (!needed) throw redirect({ to: '/inbox', search: {} })
  },
  component: lazyRouteComponent(() => import('./routes/setup'), 'SetupPage'),
})

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation/$token',
  component: lazyRouteComponent(() => import('./routes/invitation'), 'InvitationPage'),
})

const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ location }) => {
    try {
      await client.ensureQueryData(sessionQuery)
    } catch (error) {
      if (problemOf(error)?.status !== 401) throw error
      throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { next: location.href } })
    }
  },
  component: lazyRouteComponent(() => import('./routes/shell'), 'ShellPage'),
})

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox', search: {} })
  },
})

const inboxRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/inbox',
  validateSearch: parseInboxSearch,
  component: lazyRouteComponent(() => import('./routes/inbox'), 'InboxPage'),
})

/** Under the inbox, so that the list stays as it is from one conversation to the next. */
const conversationRoute = createRoute({ getParentRoute: () => inboxRoute, path: '/$conversationId' })

const leadsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/leads',
  validateSearch: parseLeadsSearch,
  component: lazyRouteComponent(() => import('./routes/leads'), 'LeadsPage'),
})

/** What it may say of the log is read by the page: the way there costs the first page nothing. */
const logRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/conversations',
  validateSearch: (search: Record<string, unknown>) => search,
  component: lazyRouteComponent(() => import('./routes/log'), 'LogPage'),
})

const getStartedRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/get-started',
  component: lazyRouteComponent(() => import('./routes/get-started'), 'GetStartedPage'),
})

const knowledgeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/knowledge',
  component: lazyRouteComponent(() => import('./routes/knowledge'), 'KnowledgePage'),
})

const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./routes/settings'), 'SettingsPage'),
})

/** Which sections there are: `features/settings/sections.ts`. */
const sectionRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '$section',
  component: lazyRouteComponent(() => import('./routes/settings'), 'SectionPage'),
  errorComponent: lazyRouteComponent(() => import('./routes/settings'), 'SectionError'),
})

const assistantsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/assistants',
  validateSearch: ({ part }: Record<string, unknown>): { part?: string } =>
    typeof part === 'string' ? { part } : {},
  component: lazyRouteComponent(() => import('./routes/assistants'), 'AssistantsPage'),
})

/** Under the page, so that the list stays as it is from one assistant to the next. */
const assistantRoute = createRoute({ getParentRoute: () => assistantsRoute, path: '/$assistantId' })

const routeTree = rootRoute.addChildren([
  signInRoute,
  resetRoute,
  setupRoute,
  invitationRoute,
  shellRoute.addChildren([
    homeRoute,
    inboxRoute.addChildren([conversationRoute]),
    leadsRoute,
    logRoute,
    getStartedRoute,
    knowledgeRoute,
    assistantsRoute.addChildren([assistantRoute]),
    settingsRoute.addChildren([sectionRoute]),
  ]),
])

export const router = createRouter({
  routeTree,
  basepath: '/app',
  defaultPreload: 'intent',
  scrollRestoration: false,
})

whenSignedOut(() => {
  const { pathname, href } = router.state.location
  if (pathname === '/sign-in' || pathname === '/setup' || !client.getQueryData(sessionQuery.queryKey)) return
  void router.navigate({ to: '/sign-in', search: { next: href } })
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

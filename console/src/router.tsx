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

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  beforeLoad: async () => {
    const { needed } = await client.ensureQueryData(setupQuery)
    if (!needed) throw redirect({ to: '/inbox', search: {} })
  },
  component: lazyRouteComponent(() => import('./routes/setup'), 'SetupPage'),
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

const knowledgeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/knowledge',
  component: lazyRouteComponent(() => import('./routes/knowledge'), 'KnowledgePage'),
})

const routeTree = rootRoute.addChildren([
  signInRoute,
  setupRoute,
  shellRoute.addChildren([
    homeRoute,
    inboxRoute.addChildren([conversationRoute]),
    leadsRoute,
    knowledgeRoute,
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
  client.removeQueries({ queryKey: sessionQuery.queryKey })
  void router.navigate({ to: '/sign-in', search: { next: href } })
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

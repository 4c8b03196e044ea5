import { QueryClient } from '@tanstack/react-query'
import { retryUnlessRefused } from './queries'

/** The cache of everything that the server has told. */
export function createClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { staleTime: 30_000, retry: retryUnlessRefused, refetchOnWindowFocus: true } },
  })
}

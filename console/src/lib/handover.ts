import type { BatonRequest, Brief, Conversation, Id, StandingOrders } from '@baton/api'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from './http'
import { retryUnlessRefused } from './queries'

const at = (id: Id, rest: string) => `/api/v1/conversations/${id}${rest}`

/** The routes of handing over; loaded with the parts that call them. */
export const handoverApi = {
  brief: (id: Id) => call<Brief>(at(id, '/brief')),
  orders: (id: Id) => call<StandingOrders>(at(id, '/standing-orders')),
  removeOrder: (id: Id, order: Id) => call<void>(at(id, `/standing-orders/${order}`), { method: 'DELETE' }),
  ask: (id: Id, body: { epoch: number; note: string }) =>
    call<BatonRequest>(at(id, '/baton-requests'), { method: 'POST', body }),
  handOver: ({ id, conversation_id }: BatonRequest, note: string) =>
    call<Conversation>(at(conversation_id, `/baton-requests/${id}/hand-over`), {
      method: 'POST',
      body: { note },
    }),
  keep: ({ id, conversation_id }: BatonRequest, note: string) =>
    call<void>(at(conversation_id, `/baton-requests/${id}/keep`), { method: 'POST', body: { note } }),
}

/** How often it is looked whether a model has written a brief, while it is at it. */
const LOOKS_MS = 2_000

/** The brief as it stands after a message: whoever waits may still say more. */
export const briefQuery = (id: Id, epoch: number, seq: number) =>
  queryOptions({
    queryKey: ['brief', id, epoch, seq],
    queryFn: () => handoverApi.brief(id),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.is_being_written ? LOOKS_MS : false),
    retry: retryUnlessRefused,
  })

export const ordersQuery = (id: Id) =>
  queryOptions({ queryKey: ['standing-orders', id], queryFn: () => handoverApi.orders(id), staleTime: 0 })

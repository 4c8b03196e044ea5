/**
 * A Pusher client (protocol 7) for the console and the widget, and the order of what it receives.
 *
 *     const realtime = connect({
 *       url: 'https://inbox.example.com',        // origin; http(s) becomes ws(s)
 *       key: me.realtime.key,
 *       path: me.realtime.path,                  // what stands before `/app/{key}`, such as `/realtime`
 *       authorise: (socketId, channel) => ...,   // POST /broadcasting/auth; null when refused (401, 403); throw when it failed
 *       onState: (state) => ...,                 // connecting | live | polling | offline
 *       onCatchUp: (channel) => messages.sync(), // after every (re)subscription: fetch what was missed
 *       poll: () => messages.sync(),             // every 3 to 5 s where WebSocket is blocked; false or a throw: failed
 *       onDenied: (channel) => ...,              // refused, or the right was taken away while subscribed
 *     })
 *     const leave = realtime.subscribe(`private-conversation.${id}`, ({ event, data }) => ...)
 *     realtime.whisper(channel, 'typing', { on: true })   // arrives as `client-typing`
 *     realtime.close()
 *
 * Push is a hint: the socket may lose, never the catch-up. A `Sequencer` makes that one line for the caller:
 *
 *     const messages = new Sequencer<Message>({
 *       start: init.last_seq,
 *       seq: (m) => m.seq,
 *       fetch: (after) => api.messages(after),   // {items, has_more}: GET ...?after=
 *       deliver: (m) => thread.add(m),           // once each, in order
 *     })
 *     messages.push(m)   // from the socket, from the answer to a POST: in any order, any number of times
 *     messages.sync()    // from onCatchUp and poll
 *
 * `pusher_internal:` events reach listeners as `pusher:` (`pusher:subscription_succeeded`, `pusher:member_added`, ...),
 * as in pusher-js, with `data` decoded.
 */
export { connect } from './connection'
export { isLate, Patience } from './patience'
export { type Page, Sequencer, type SequencerOptions } from './sequencer'
export type { Authorisation, Connection, Incoming, Listener, Options, State } from './types'

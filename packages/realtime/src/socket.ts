/** From opening to `connection_established`. */
const HANDSHAKE_MS = 10_000
/** From a ping to its answer, before the socket counts as dead. */
const PONG_MS = 6_000
/** The same, when there is a reason to suspect it: the machine woke up, the network changed. */
const PROBE_MS = 4_000
/** Closed by us because nothing came back; not a code that travels. */
const DEAD = 4201

export interface Frame {
  event: string
  channel?: string
  data?: unknown
  user_id?: string
}

export interface SocketEvents {
  established(socketId: string): void
  frame(frame: Frame): void
  /** Once, whatever the cause. */
  ended(code: number): void
}

export interface Socket {
  send(frame: Frame): void
  /** Asks for a sign of life now. */
  probe(): void
  /** Ends it without `ended`. */
  close(): void
}

/** The life of one WebSocket: handshake, heartbeat, and one end. */
export function openSocket(ws: WebSocket, on: SocketEvents): Socket {
  let timer: ReturnType<typeof setTimeout>
  let idle = 0
  let over = false
  /** When a ping without an answer means the end; doubts that follow each other do not put it off. */
  let due = Infinity

  const end = (code: number) => {
    if (over) return
    close()
    on.ended(code)
  }
  const within = (ms: number, next: () => void) => {
    clearTimeout(timer)
    timer = setTimeout(next, ms)
  }
  const ping = (patience: number) => {
    const until = Date.now() + patience
    if (until >= due) return
    if (due === Infinity) send({ event: 'pusher:ping', data: {} })
    due = until
    within(patience, () => end(DEAD))
  }
  const send = (frame: Frame) => {
    if (ws.readyState === 1) ws.send(JSON.stringify(frame))
  }
  const close = () => {
    over = true
    clearTimeout(timer)
    ws.close()
  }

  within(HANDSHAKE_MS, () => end(DEAD))
  ws.onclose = (event) => end(event.code)
  ws.onmessage = (message: MessageEvent<string>) => {
    if (over) return
    due = Infinity
    const frame = parse(message.data) as Frame
    const { event } = frame
    frame.data = parse(frame.data)
    if (event === 'pusher:connection_established') {
      const hello = frame.data as { socket_id: string; activity_timeout: number }
      idle = hello.activity_timeout * 1_000
      on.established(hello.socket_id)
    } else if (event === 'pusher:ping') send({ event: 'pusher:pong', data: {} })
    else if (event !== 'pusher:pong') on.frame(frame)
    if (idle && !over) within(idle, () => ping(PONG_MS))
  }
  return { send, probe: () => idle && ping(PROBE_MS), close }
}

/** Data is JSON within JSON, unless its publisher sent a bare text. */
function parse(data: unknown): unknown {
  try {
    return JSON.parse(data as string)
  } catch {
    return data
  }
}

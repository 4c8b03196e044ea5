// The few frames of RFC 6455 that the Pusher protocol needs, so that the harness depends on nothing.
import { createHash } from 'node:crypto'

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** Answers the upgrade; `onText` gets each text frame. Returns `send`, `close`. */
export function accept(request, socket, { onText, onEnd }) {
  const key = createHash('sha1')
    .update(request.headers['sec-websocket-key'] + GUID)
    .digest('base64')
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`,
  )
  let buffer = Buffer.alloc(0)
  socket.on('data', (chunk) => {
    buffer = Buffer.concat([buffer, chunk])
    for (let frame = take(); frame; frame = take()) {
      if (frame.opcode === 1) onText(frame.payload.toString('utf8'))
      else if (frame.opcode === 8) socket.end()
      else if (frame.opcode === 9) socket.write(encode(frame.payload, 10))
    }
  })
  socket.on('close', onEnd)
  socket.on('error', () => socket.destroy())

  function take() {
    if (buffer.length < 2) return null
    let length = buffer[1] & 0x7f
    let at = 2
    if (length === 126) {
      if (buffer.length < 4) return null
      length = buffer.readUInt16BE(2)
      at = 4
    } else if (length === 127) {
      if (buffer.length < 10) return null
      length = Number(buffer.readBigUInt64BE(2))
      at = 10
    }
    if (buffer.length < at + 4 + length) return null
    const mask = buffer.subarray(at, at + 4)
    const payload = Buffer.from(buffer.subarray(at + 4, at + 4 + length)).map((byte, i) => byte ^ mask[i % 4])
    const opcode = buffer[0] & 0x0f
    buffer = buffer.subarray(at + 4 + length)
    return { opcode, payload }
  }
  return {
    send: (value) => socket.writable && socket.write(encode(Buffer.from(JSON.stringify(value)), 1)),
    close: (code) => {
      const body = Buffer.alloc(2)
      body.writeUInt16BE(code)
      socket.end(encode(body, 8))
    },
  }
}

function encode(payload, opcode) {
  const head = payload.length < 126 ? Buffer.alloc(2) : Buffer.alloc(4)
  head[0] = 0x80 | opcode
  if (payload.length < 126) head[1] = payload.length
  else {
    head[1] = 126
    head.writeUInt16BE(payload.length, 2)
  }
  return Buffer.concat([head, payload])
}

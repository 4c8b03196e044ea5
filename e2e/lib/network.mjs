// The network between one browser and the server: a proxy that can be cut, or forbid WebSockets as some companies do.
import { once } from 'node:events'
import { createServer, request as forward } from 'node:http'
import { connect } from 'node:net'

export async function startNetwork() {
  const sockets = new Set()
  const network = { isCut: false, refusesWebSockets: false }
  const server = createServer((request, response) => {
    const { method, headers } = request
    const onward = forward(request.url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    response.on('close', () => onward.destroy())
    request.pipe(onward)
  })
  server.on('connection', (socket) => {
    if (network.isCut) return socket.destroy()
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  // Over plain HTTP only WebSockets ask for a tunnel.
  server.on('connect', (request, socket) => {
    if (network.refusesWebSockets) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    const [host, port] = request.url.split(':')
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      onward.pipe(socket).pipe(onward)
    })
    const end = () => {
      onward.destroy()
      socket.destroy()
    }
    for (const side of [onward, socket]) side.on('error', end).on('close', end)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return Object.assign(network, {
    proxy: { server: `http://127.0.0.1:${server.address().port}` },
    /** Ends every connection and lets none begin. */
    cut() {
      network.isCut = true
      for (const socket of sockets) socket.destroy()
    },
    mend() {
      network.isCut = false
    },
    dispose() {
      network.cut()
      server.close()
    },
  })
}

// A language model's server: speaks the chat completions protocol, streams, and can be stopped in the middle of a word.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const WORD_MS = 25

/** `model.reply(body)` is what it says to a request, a word in `model.wordMs` (0: all at once); every request is kept in `model.requests`. */
export async function startModel() {
  const model = {
    requests: [],
    reply: () => 'The Talus Mid runs half a size small. [1]',
    status: 200,
    wordMs: WORD_MS,
  }
  let hold = null

  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    if (!request.url.endsWith('/chat/completions')) return response.writeHead(404).end()
    const body = JSON.parse(text)
    model.requests.push(body)
    if (model.status !== 200) {
      response.writeHead(model.status, { 'content-type': 'application/json' })
      return response.end(JSON.stringify({ error: { message: 'overloaded', type: 'server_error' } }))
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const send = (choices, more = {}) =>
      response.write(`data: ${JSON.stringify({ ...ABOUT, choices, ...more })}\n\n`)
    const delta = (content) => send([{ index: 0, delta: { content }, finish_reason: null }])
    const mine = hold
    hold = null
    if (mine) response.on('close', mine.left)
    send([{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }])
    let said = 0
    const reply = model.reply(body)
    for (const word of model.wordMs ? reply.split(/(?<= )/) : [reply]) {
      if (mine && said++ === mine.words) await mine.released
      else await sleep(model.wordMs)
      delta(word)
    }
    send([{ index: 0, delta: {}, finish_reason: 'stop' }])
    send([], { usage: { prompt_tokens: 10, completion_tokens: said, total_tokens: 10 + said } })
    response.end('data: [DONE]\n\n')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return Object.assign(model, {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    /** What the server needs to use it. */
    get env() {
      return { BATON_LLM_URL: this.url, BATON_LLM_KEY: 'sk-test', BATON_LLM_MODEL: 'test' }
    },
    /** The next answer stops after so many words until `release`. `abandoned` is settled when the caller hangs up. */
    holdAfter(words) {
      const stop = { words }
      stop.released = new Promise((release) => (stop.release = release))
      const abandoned = new Promise((left) => (stop.left = left))
      hold = stop
      return { release: stop.release, abandoned }
    },
    /** All that the last request told the model, in one text. */
    lastPrompt() {
      return (
        model.requests
          .at(-1)
          ?.messages.map(({ role, content }) => `${role}: ${content}`)
          .join('\n') ?? ''
      )
    },
    dispose() {
      server.closeAllConnections()
      server.close()
    },
  })
}

const ABOUT = { id: 'chat-1', object: 'chat.completion.chunk', created: 1, model: 'test' }

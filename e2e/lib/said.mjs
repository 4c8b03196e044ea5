import assert from 'node:assert/strict'
import { eventually } from './eventually.mjs'

/** Letters and digits only: a stored text and its drawn form differ in marks, links and spaces. */
function bare(text) {
  return text.replace(/\]\([^)]*\)/g, ']').replace(/[^\p{L}\p{N}]/gu, '')
}

const plain = ({ role, text, body, isCut, state }) => ({
  role,
  text: bare(text ?? body),
  isCut: isCut ?? state === 'cut',
})

/** Nothing waits, nothing is lost, nothing comes twice or out of order: everybody sees what is stored. Answers that. */
export function agree(operator, conversation, ...sides) {
  return eventually('both sides show what is stored', async () => {
    for (const side of sides) assert.deepEqual(await side.pending(), [])
    const stored = await operator.messages(conversation)
    for (const side of sides) assert.deepEqual((await side.transcript()).map(plain), stored.map(plain))
    assert.deepEqual(
      stored.map(({ seq }) => seq),
      stored.map((_, index) => index + 1),
    )
    return stored
  })
}

/** How often each of these was stored: once. */
export function onceEach(stored, ...texts) {
  for (const text of texts) {
    const times = stored.filter(({ body }) => body === text).length
    assert.equal(times, 1, `stored ${times} times: ${text}`)
  }
}

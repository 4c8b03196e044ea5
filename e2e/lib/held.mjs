// Maya holds the conversation of a visitor who waits for her: where most of what a teammate does begins.

/** What calls a person. */
export const ASKS = 'can i talk to an actual person please'

/** Plays it in a demo of its own; `options` are those of her window. */
export async function held(stage, options) {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const visitor = await stage.visitor(server)
  await visitor.say(ASKS)
  await visitor.sees('Finding a person')
  const [{ id }] = await operator.conversations('view=waiting')
  const maya = await stage.teammate(server, options)
  await maya.open(id)
  await maya.claim()
  return { operator, visitor, maya, id }
}

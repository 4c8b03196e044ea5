// What a client shows, against what the server has.

/** Where two values differ, one line each; nothing where they are equal. */
export function differences(shown, stored, path = '') {
  if (Object.is(shown, stored)) return []
  const both = [shown, stored].every((value) => typeof value === 'object' && value !== null)
  if (!both) return [`${path}: shows ${brief(shown)}, stored is ${brief(stored)}`]
  const names = new Set([...Object.keys(shown), ...Object.keys(stored)])
  return [...names].flatMap((name) =>
    differences(shown[name] ?? null, stored[name] ?? null, `${path}.${name}`),
  )
}

const brief = (value) => (JSON.stringify(value) ?? 'nothing').slice(0, 120)
const plain = (value) => JSON.parse(JSON.stringify(value))

/** Every page of a list from the server, until there are so many. */
async function rows(operator, filter, count) {
  const items = []
  let cursor
  do {
    const page = await operator.get(
      `/api/v1/conversations?${new URLSearchParams({ ...filter, ...(cursor && { cursor }) })}`,
    )
    items.push(...page.items)
    cursor = page.next_cursor
  } while (cursor && items.length < count)
  return { items, isAll: !cursor }
}

async function all(operator, path) {
  const items = []
  let page
  do {
    page = await operator.get(`${path}?after=${items.at(-1)?.seq ?? 0}&limit=100`)
    items.push(...page.items)
  } while (page.has_more)
  return items
}

/** A conversation as it is stored: as its members see it. */
export async function stored(operator, id) {
  const at = `/api/v1/conversations/${id}`
  return {
    conversation: await operator.get(at),
    messages: await all(operator, `${at}/messages`),
    timeline: await all(operator, `${at}/events`),
  }
}

/** How a console differs from what its member would be told now. */
export async function teammateDiffers({ client, operator, conversation }) {
  const shown = plain(client.shown())
  const wrong = []
  if (shown.health !== 'live') wrong.push(`it says ${shown.health}`)
  if (shown.outbox.some((item) => !item.startsWith('failed'))) wrong.push(`unsent: ${shown.outbox}`)
  if (shown.turns.length) wrong.push(`a ghost writes: ${brief(shown.turns)}`)
  const now = await stored(operator, conversation)
  for (const part of ['conversation', 'messages', 'timeline'])
    wrong.push(...differences(shown[part], plain(now[part]), part))
  wrong.push(...differences(shown.counts, await operator.get('/api/v1/conversations/counts'), 'counts'))
  for (const [n, filter] of client.filters.entries()) {
    const mine = shown.lists[n] ?? []
    const { items, isAll } = await rows(operator, filter, mine.length)
    const theirs = isAll ? items : items.slice(0, mine.length)
    // How far a visitor has read is told to those alone who have the thread open, and shown there.
    const rowsOf = (list) => list.map(({ visitor_read: _, ...row }) => row)
    wrong.push(...differences(rowsOf(mine), rowsOf(theirs), `list ${filter.view}`))
  }
  return wrong
}

/** How a widget differs from what its visitor would be told now. */
export async function visitorDiffers({ client, operator, conversation }) {
  const shown = plain(client.shown())
  const wrong = []
  if (shown.conversation !== conversation) wrong.push(`it shows another conversation, ${shown.conversation}`)
  if (shown.link !== 'live') wrong.push(`it says ${shown.link}`)
  if (shown.outbox.some((item) => !item.startsWith('failed'))) wrong.push(`unsent: ${shown.outbox}`)
  if (shown.live) wrong.push(`a ghost writes: ${brief(shown.live)}`)
  const { conversation: now, messages } = await stored(operator, conversation)
  if (shown.known !== now.last_seq) wrong.push(`it knows ${shown.known} of ${now.last_seq} messages`)
  if (shown.unread !== 0) wrong.push(`${shown.unread} unread in an open panel`)
  wrong.push(...differences(shown.messages.map(said), messages.map(said), 'messages'))
  const { epoch, holder, person } = now.baton
  const baton = { epoch, holder, person: person?.name ?? null }
  const theirs = { ...shown.baton, person: shown.baton.person?.name ?? null }
  wrong.push(
    ...differences({ epoch: theirs.epoch, holder: theirs.holder, person: theirs.person }, baton, 'baton'),
  )
  return wrong
}

const said = ({ id, seq, role, body, state, client_id }) => ({ id, seq, role, body, state, client_id })

/** How a follower's record differs from the server's own. */
export async function followerDiffers({ client, operator }) {
  const shown = plain(client.shown())
  const wrong = shown.restarts.length ? [`it began anew after ${shown.restarts}`] : []
  let after = client.start
  const theirs = []
  let page
  do {
    page = await operator.get(`/api/v1/events?after=${after}&limit=100`)
    theirs.push(...page.items)
    after = page.items.at(-1)?.seq ?? after
  } while (page.has_more)
  wrong.push(...differences(shown.events, theirs, 'events'))
  return wrong.length ? [`its connection is ${shown.state}`, ...wrong] : wrong
}

// One schedule: people at work over networks that fail, then heal; in the end everybody sees what is stored.
import { setTimeout as sleep } from 'node:timers/promises'
import { perform, plan } from './acts.mjs'
import { followerDiffers, stored, teammateDiffers, visitorDiffers } from './compare.mjs'
import { Browser, Tab } from './device.mjs'
import { pusherOf } from './pusher.mjs'
import { random } from './random.mjs'

/** How long networks fail. */
const CHAOS_MS = 2_000
/** Clocks of the clients run so many times faster than life. */
const SPEED = 10
/** Until everybody must be equal: five minutes of a client's life. */
const CALM_MS = 30_000
const LOOK_MS = 150

/** Plays a schedule at a house (a server with people); answers what is wrong in the end, and what had gone wrong. */
export async function play(house, programs, seed) {
  const dice = random(seed)
  const ends = []
  const people = []
  try {
    await gather(house, programs, dice, people, ends)
    const visitors = people.filter(({ kind }) => kind === 'visitor')
    const teammates = people.filter(({ kind }) => kind === 'teammate')
    const acts = plan(dice, visitors, teammates, CHAOS_MS)
    const story = acts.map(({ at, who, what }) => `${at} ${who.name} ${what}`)
    const networks = people.map(({ name, network }) => `${name}: ${network.schedule}`)
    const [tallies] = await Promise.all([Promise.all(people.map(({ network }) => network.play())), act(acts)])
    const wrong = await settle(house, people, visitors)
    return { wrong, story, networks, tallies: tallies.map(({ tally }) => tally) }
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

async function gather({ url, networks, assistant, maya, jonas }, programs, dice, people, ends) {
  const come = async (kind, name, more, run) => {
    const network = await networks.open(url, dice.seed(), CHAOS_MS)
    ends.push(network.close)
    const headers = more.operator && kind !== 'visitor' ? more.operator.cookie : {}
    const tab = new Tab({ origin: url, port: network.port, speed: SPEED, headers, browser: more.browser })
    ends.push(() => tab.close())
    const client = await arriving(() => run(tab))
    ends.push(() => client.close())
    const person = { kind, name, network, tab, client, ...more }
    people.push(person)
    return person
  }
  const visit = async (name, browser) => {
    const person = await come('visitor', name, { browser, operator: maya, place: name }, (tab) =>
      tab.run(programs.widget).open(assistant),
    )
    person.conversation = person.client.shown().conversation
    return person
  }
  const sit = (name, operator, conversation, browser) =>
    come('teammate', name, { operator, conversation, browser }, (tab) =>
      tab.run(programs.console).open(conversation),
    )
  const shared = new Browser()
  const ada = await visit('ada', shared)
  const bea = await visit('bea', new Browser())
  // The same browser once more: a second tab.
  const second = await visit('ada2', shared)
  second.place = 'ada'
  for (const visitor of [ada, bea]) await visitor.client.say(`hello from ${visitor.name}`)
  const desk = new Browser()
  await sit('maya', maya, ada.conversation, desk)
  await sit('maya2', maya, bea.conversation, desk)
  await sit('jonas', jonas, ada.conversation, new Browser())
  await come('follower', 'own', { operator: jonas }, (tab) => {
    const { open, own } = tab.run(programs.follower)
    return open(own)
  })
  await come('follower', 'pusher', { operator: maya }, (tab) =>
    tab.run(programs.follower).open(pusherOf(tab)),
  )
}

/** The networks are whole when people come, but the machine may be busy with other lanes, and clocks are fast. */
async function arriving(come) {
  for (let tries = 0; ; tries++) {
    try {
      return await come()
    } catch (error) {
      if (tries === 5) throw error
    }
  }
}

async function act(acts) {
  const begun = performance.now()
  await Promise.all(
    acts.map(async (each) => {
      await sleep(Math.max(0, each.at - (performance.now() - begun)))
      await perform(each)
    }),
  )
}

const DIFFERS = { visitor: visitorDiffers, teammate: teammateDiffers, follower: followerDiffers }

/** Waits until nothing is wrong any more, or it is too late. */
async function settle(house, people, visitors) {
  const deadline = performance.now() + CALM_MS
  let wrong
  do {
    await sleep(LOOK_MS)
    wrong = []
    for (const person of people) {
      const found = await DIFFERS[person.kind](person)
      wrong.push(...found.map((line) => `${person.name}: ${line}`))
      if (found.length && performance.now() < deadline) break
    }
  } while (wrong.length && performance.now() < deadline)
  return [...wrong, ...(await onceEach(house, visitors))]
}

/** Every message is stored, and once: no client id twice, no hole in the numbers. */
async function onceEach({ maya }, visitors) {
  const wrong = []
  for (const id of new Set(visitors.map(({ conversation }) => conversation))) {
    const { messages } = await stored(maya, id)
    const clients = messages.map(({ client_id }) => client_id).filter(Boolean)
    if (new Set(clients).size !== clients.length) wrong.push(`stored twice in ${id}: ${clients}`)
    messages.forEach(({ seq }, index) => {
      if (seq !== index + 1) wrong.push(`a hole before ${seq} in ${id}`)
    })
  }
  return wrong
}

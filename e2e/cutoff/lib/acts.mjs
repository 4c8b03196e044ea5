// What people do while their networks fail, by a seed.

/** Who may do what, and how often each comes up. */
const VISITOR = ['say', 'say', 'say', 'say', 'askForPerson', 'stay', 'lead']
const TEAMMATE = [
  ...['claim', 'claim', 'claim', 'takeOver', 'release', 'release', 'resolve', 'reopen'],
  ...['reply', 'reply', 'reply', 'tag', 'tag', 'untag', 'read', 'read'],
]
const MACHINE = ['sleep', 'offline']
/** More in a minute would be told to wait. */
const SAYS = 7
const HOUR_MS = 3_600_000

/** Every act of a schedule: when, who, what. */
export function plan(random, visitors, teammates, ms) {
  const said = new Map()
  const acts = []
  const count = 10 + random.below(9)
  for (let n = 0; n < count; n++) {
    const at = random.below(ms)
    const byVisitor = random.below(100) < 45
    const who = random.pick(byVisitor ? visitors : teammates)
    let what = random.pick(byVisitor ? VISITOR : TEAMMATE)
    if (random.below(100) < 6) what = random.pick(MACHINE)
    if (what === 'say') {
      const times = (said.get(who.place) ?? 0) + 1
      if (times > SAYS) continue
      said.set(who.place, times)
    }
    acts.push({ at, who, what, text: `${what} ${n} how long do boots last`, tag: `tag-${random.below(3)}` })
  }
  return acts.sort((a, b) => a.at - b.at)
}

/** Does one; a refusal or a dead network is what happens to people. */
export async function perform({ who, what, text, tag }) {
  const { client, tab } = who
  if (what === 'sleep') tab.sleep(HOUR_MS)
  else if (what === 'offline') {
    tab.goOnline(false)
    setTimeout(() => tab.goOnline(true), 200)
  } else if (what === 'lead') await client.lead(`${tag}@example.org`)
  else await client[what](what.endsWith('tag') ? tag : text).catch(() => {})
}

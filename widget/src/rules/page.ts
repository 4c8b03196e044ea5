import type { Rule, RuleCondition } from '@baton/api'
import { load, save } from '../lib/storage'
import { leaving } from './leaving'

/** Signs of life. */
const LIFE = ['pointermove', 'pointerdown', 'keydown', 'scroll', 'touchstart']

/** What is true of the page and of the visit. What was true once stays true until the address changes. */
export function createPage(assistant: string, rules: readonly Rule[]) {
  const returning = isReturning(assistant)
  const marks = campaign(assistant)
  let changed = () => {}
  let address = location.href
  let since = 0
  let still = 0
  let longestStill = 0
  let depth = 0
  let left = false
  let events = new Set<string>()

  const anew = () => {
    address = location.href
    since = still = longestStill = depth = 0
    left = false
    events = new Set()
  }
  const wants = (type: RuleCondition['type']) =>
    rules.some(({ when }) => when.some((each) => each.type === type))

  // One clock for everything that takes time; in a hidden tab nobody waits.
  setInterval(() => {
    if (document.hidden) return
    if (location.href !== address) anew()
    since++
    still++
    longestStill = Math.max(longestStill, still)
    changed()
  }, 1000)
  if (wants('idle')) {
    const alive = () => {
      still = 0
    }
    for (const sign of LIFE) addEventListener(sign, alive, { passive: true, capture: true })
  }
  if (wants('scroll')) {
    addEventListener(
      'scroll',
      () => {
        const { scrollHeight } = document.documentElement
        const seen = Math.ceil(((scrollY + innerHeight) / scrollHeight) * 100)
        if (seen <= depth) return
        depth = seen
        changed()
      },
      { passive: true },
    )
  }
  if (wants('exit_intent')) {
    leaving(() => {
      left = true
      changed()
    })
  }

  return {
    onChange(listener: () => void) {
      changed = listener
      listener()
    },
    happened(name: string) {
      events.add(name)
      changed()
    },
    holds(condition: RuleCondition): boolean {
      switch (condition.type) {
        case 'exit_intent':
          return left
        case 'idle':
          return longestStill >= condition.seconds
        case 'scroll':
          return depth >= condition.percent
        case 'time':
          return since >= condition.seconds
        case 'returning':
          return returning
        case 'utm':
          return condition.value
            ? marks[condition.name]?.toLowerCase() === condition.value.toLowerCase()
            : !!marks[condition.name]
        case 'url':
          return fits(condition)
        case 'event':
          return events.has(condition.name)
      }
    },
  }
}

function fits({ how, value }: Extract<RuleCondition, { type: 'url' }>): boolean {
  const { pathname, href } = location
  const bare = (path: string) => path.replace(/\/$/, '')
  if (how === 'is') return bare(pathname) === bare(value)
  if (how === 'starts') return pathname.startsWith(value)
  return href.toLowerCase().includes(value.toLowerCase())
}

/** Whether the visitor was here in an earlier visit; the tab remembers what was found when it came. */
function isReturning(assistant: string): boolean {
  const key = `baton:${assistant}:visits`
  try {
    const found = sessionStorage.getItem(key) ?? (load(key) ? 'again' : 'first')
    sessionStorage.setItem(key, found)
    save(key, 1)
    return found === 'again'
  } catch {
    return false
  }
}

/** The marks of the campaign that led here, also on the pages after the first. */
function campaign(assistant: string): Record<string, string> {
  const key = `baton:${assistant}:utm`
  const marks = Object.fromEntries(
    [...new URLSearchParams(location.search)].filter(([name]) => /^utm_\w+$/.test(name)),
  )
  try {
    if (Object.keys(marks).length) sessionStorage.setItem(key, JSON.stringify(marks))
    else return JSON.parse(sessionStorage.getItem(key) ?? '{}')
  } catch {
    // Known on this page alone.
  }
  return marks
}

import type { Rule } from '@baton/api'
import type { Bridge } from '../loader/bridge'
import { createActs } from './acts'
import { createCaps } from './caps'
import { createPage } from './page'
import { share } from './share'

/** What the page may say to try a rule out, whatever its conditions: `Baton('event', 'try:ID')`. */
const TRY = 'try:'

/** Follows what happens on the page, and lets the rule that wins take effect. Called once by the loader. */
export function watch(bridge: Bridge): void {
  const { session } = bridge
  if (!session) return
  const rules = session.rules
  const visitor = (session.visitor ?? session.conversation.id).split('.')[0] ?? ''
  const page = createPage(bridge.assistant, rules)
  const caps = createCaps(bridge.assistant, session.conversation.id)
  const acts = createActs(bridge)

  const fire = (rule: Rule, variant: number) => {
    const action = rule.actions[variant]?.do
    if (!action) return
    caps.use(rule)
    acts.run(rule, variant, action)
  }
  const decide = () => {
    // Who is talking already is left alone.
    if (bridge.isOpen() || bridge.session?.conversation.baton.holder !== 'assistant') return
    const shown = acts.shown()
    // Those that win come first.
    for (const rule of rules) {
      if (shown && rule.priority <= shown.priority) return
      if (caps.used(rule) || !rule.when.every(page.holds)) continue
      const variant = share(`${visitor}:${rule.id}`, rule.actions)
      if (variant >= 0) return fire(rule, variant)
      // The rest, who see nothing: for them the next rule may be right.
      caps.use(rule)
    }
  }
  const happened = (name: unknown) => {
    const [tried, variant] = String(name).startsWith(TRY) ? String(name).slice(TRY.length).split('/') : []
    const rule = rules.find(({ id }) => id === tried)
    if (rule) fire(rule, Number(variant ?? 0))
    else page.happened(String(name))
  }
  page.onChange(decide)
  for (const name of bridge.happened) happened(name)
  bridge.happened.push = (...names: string[]) => {
    for (const name of names) happened(name)
    return 0
  }
}

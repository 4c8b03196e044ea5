import type { Rule, RuleAction, RuleButton, WidgetInit } from '@baton/api'
import { uuid } from '../lib/uuid'
import type { Bridge } from '../loader/bridge'
import { createCard } from './card'

/** Lets rules take effect, and tells the server what came of it. */
export function createActs(bridge: Bridge) {
  const card = createCard(bridge)
  let shown: Rule | null = null

  const post = async (path: string, body: unknown) => {
    const send = ({ token }: WidgetInit) =>
      fetch(bridge.url(`v1/widget/${path}`), {
        method: 'POST',
        // A button may lead to another page.
        keepalive: true,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      })
    const first = await send(bridge.session ?? (await bridge.boot()))
    const answer = first.status === 401 ? await send(await bridge.boot()) : first
    if (!answer.ok) throw answer
  }
  const away = () => {
    shown = null
    card.hide()
  }
  const count = (what: 'shown' | 'clicked', rule: Rule, variant: number) => {
    const data = { rule: rule.id, variant }
    bridge.emit('rule', { ...data, what })
    post('events', { events: [{ name: `rule.${what}`, data }] }).catch(() => {})
  }
  const press = async (rule: Rule, variant: number, { do: deed }: RuleButton) => {
    away()
    if (deed.type !== 'dismiss') count('clicked', rule, variant)
    if (deed.type === 'open_url') location.assign(deed.url)
    else if (deed.type === 'send') {
      await bridge.show(true, true)
      ;(await bridge.panel()).send(deed.text)
    } else if (deed.type === 'lead_form') {
      await bridge.show(true, true)
      ;(await bridge.panel()).form('cta', { rule: rule.id, variant })
    }
  }

  return {
    /** The rule whose card is on the page. */
    shown: () => shown,
    async run(rule: Rule, variant: number, action: RuleAction): Promise<void> {
      away()
      try {
        if (action.type === 'buttons') {
          shown = rule
          card.show(action, (button) => void press(rule, variant, button).catch(() => {}), away)
        } else if (action.type === 'lead_form') {
          await bridge.show(true, false)
          ;(await bridge.panel()).form('rule', { rule: rule.id, variant })
        } else {
          await post(`rules/${rule.id}`, { client_id: uuid(), variant })
          // The panel fetches what was said; unless it opens, it shows it beside the launcher.
          if (action.type === 'person' || action.open) await bridge.show(true, false)
          else await bridge.panel()
        }
        count('shown', rule, variant)
      } catch (error) {
        bridge.emit('error', error)
      }
    },
  }
}

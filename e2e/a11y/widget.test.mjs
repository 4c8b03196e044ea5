// Every state of the widget on the shop's page, in light and dark, on a desk and on a phone, before axe.
import { examineBoth } from '../lib/axe.mjs'
import { PHONE } from '../lib/stage.mjs'
import { test } from '../lib/suite.mjs'

const SHOP = { width: 1200, height: 800 }

for (const [where, viewport] of Object.entries({ shop: SHOP, phone: PHONE })) {
  test(`accessible: every state of the widget, ${where}`, async (stage) => {
    const server = await stage.demo()
    const operator = await stage.operator(server)
    const visitor = await stage.visitor(server, { open: false, viewport, reducedMotion: 'reduce' })
    const { page } = visitor
    const look = (name) => examineBoth(stage, page, `widget-${where}-${name}`)
    await look('closed')
    await visitor.open()
    await look('open')
    await visitor.say('Do Talus Mid boots run small?')
    await visitor.hears('assistant')
    await look('answered')
    await visitor.panel.locator('.w-chip').first().click()
    await visitor.panel.locator('.w-quote').waitFor()
    await look('quote')
    await visitor.page.keyboard.press('Escape')
    await visitor.button('This did not help').click()
    await visitor.panel.getByLabel('What was missing or wrong?').waitFor()
    await look('rating')
    await visitor.button('More options').click()
    await visitor.panel.getByRole('menu').waitFor()
    await look('menu')
    await visitor.panel.getByRole('menuitem', { name: 'Leave my details' }).click()
    await visitor.panel.getByRole('form').waitFor()
    await look('form')
    await visitor.button('Send my details').click()
    await visitor.panel.getByText('Please fill this in.').waitFor()
    await look('form-faults')
    await visitor.button('Not now').click()
    await visitor.say('can i talk to an actual person please')
    await visitor.sees('Finding a person')
    await look('waiting')
    const [{ id }] = await operator.conversations('view=waiting')
    await operator.about(id, 'claim')
    await operator.reply(id, 'Hi! There is **one pair** left in Bergen. Shall I hold it?')
    await visitor.hears('human-agent')
    await look('human')
    await operator.about(id, 'release')
    await visitor.say('Do you sell canoes for the Amazon?')
    await visitor.button('Talk to a person').first().waitFor()
    await visitor.hears('assistant', 3)
    await look('handed-back')
  })
}

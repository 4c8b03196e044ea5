// A day in the demo shop, played through the interface: conversations in every state, so that pages have something to show.
import { Caller, Operator } from './api.mjs'
import { eventually } from './eventually.mjs'

/** Says something and waits for what the assistant makes of it. */
async function ask(caller, text) {
  const before = (await caller.heard()).length
  await caller.say(text)
  await eventually(`an answer to: ${text}`, async () => {
    const heard = await caller.heard()
    return heard.length > before + 1 && heard.at(-1).role === 'assistant'
  })
}

/** Plays it; answers the owner and the ids of the conversations by the visitor's first name. */
export async function play(stage, server) {
  const { assistant } = await server.ticket()
  const maya = await stage.operator(server)
  const jonas = await Operator.signIn(server, await stage.member(server, 'Jonas', 'editor'))
  await maya.post('/api/v1/canned-replies', {
    shortcut: 'hold',
    body: 'Hi {{contact.first_name|there}}, I hold it for you until Friday.',
    shared: true,
  })
  const ids = {}
  const arrive = async (name, email, ...lines) => {
    const caller = await Caller.arrive(server, assistant)
    for (const line of lines) await ask(caller, line)
    const { contact } = await maya.get(`/api/v1/conversations/${caller.conversation}`)
    if (name) await maya.nameContact(contact.id, { name, email })
    ids[name?.split(' ')[0] ?? 'Unnamed'] = caller.conversation
    return caller
  }

  await arrive('Ruth Adeyemi', 'ruth@example.org', 'How long does resoling take?')
  await maya.about(ids.Ruth, 'claim')
  await maya.reply(ids.Ruth, 'Your pair is first in line on Monday, so **two weeks** this time.')
  await maya.about(ids.Ruth, 'tags', { name: 'repairs' })
  await maya.about(ids.Ruth, 'resolve')

  await arrive(null, null, 'Can I pay with PayPal?')
  await arrive('Emil Haugen', 'emil@example.org', 'Which huts do you deliver to?')
  await maya.about(ids.Emil, 'notes', {
    client_id: 'n1',
    body: '@Jonas the Bergen shop has three pole sets left.',
    mentions: (await maya.get('/api/v1/teammates')).items
      .filter((mate) => mate.name === 'Jonas')
      .map((mate) => mate.id),
  })
  await arrive('Sofia Marín', 'sofia@example.org', 'Do you sell canoes for the Amazon?')

  const danuta = await arrive(
    null,
    null,
    'What is the discount for 12 tents?',
    'can you email me an offer for 12 tents?',
  )
  await danuta.leave({ name: 'Danuta Pawlak', email: 'danuta@example.org', fields: { group_size: '24' } })
  ids.Danuta = danuta.conversation

  await arrive(
    'Leo Brandt',
    'leo@example.org',
    'How much does the Talus Mid cost?',
    'can i talk to a real person?',
  )
  await jonas.about(ids.Leo, 'claim')
  await jonas.reply(ids.Leo, 'Hi Leo, I am at the shelf. What size do you need?')

  await arrive(
    'Amina Diallo',
    'amina@example.org',
    'How long does a refund take?',
    'can i talk to an actual person please',
  )

  const hannah = await stage.visitor(server, {
    reducedMotion: 'reduce',
    viewport: { width: 1280, height: 800 },
  })
  await hannah.say('Is the Talus Mid waterproof?')
  await hannah.hears('assistant')
  await hannah.say('i am between sizes and leave on saturday, can i talk to an actual person')
  await hannah.sees('Finding a person')
  const [{ id, contact }] = await maya.conversations('view=waiting&sort=newest')
  ids.Hannah = id
  await maya.nameContact(contact.id, { name: 'Hannah Brooks', email: 'hannah@example.org' })
  await maya.about(id, 'claim')
  await maya.reply(
    id,
    'Hi Hannah, our Bergen shop has one pair in **42** and one in **43** left. Shall I hold both for you until Friday?',
  )
  await hannah.hears('human-agent')
  await hannah.say('yes!! that saves my trip')
  return { maya, hannah, ids }
}

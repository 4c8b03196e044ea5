import { describe, expect, test } from 'vitest'
import { standing } from '../../src/lib/baton'
import { conversationAfter, preview } from '../../src/live/reduce'
import { at, baton, conversation, envelope, held, maya, message, resolved, tomas, waiting } from '../fixtures'

describe('a message', () => {
  test('of the visitor counts as unread and moves the conversation up', () => {
    const next = conversationAfter(
      conversation(),
      envelope('message.created', { message: message({ seq: 2, body: 'And **now**? [1]' }) }),
      maya.id,
    )
    expect(next).toMatchObject({ unread: 1, last_seq: 2, last_activity_at: at(2), engaged: true })
    expect(next.last_message?.preview).toBe('And now?')
  })

  test('that is known already changes nothing', () => {
    const known = conversation({ last_seq: 2 })
    expect(
      conversationAfter(known, envelope('message.created', { message: message({ seq: 2 }) }), maya.id),
    ).toBe(known)
  })

  test('of the assistant ends its turn and is not unread', () => {
    const turn = { id: 't1', epoch: 1, stage: 'writing' as const, text: 'So', next_index: 1 }
    const said = message({ seq: 2, role: 'assistant', turn_id: 't1' })
    const next = conversationAfter(
      conversation({ turn }),
      envelope('message.created', { message: said }),
      maya.id,
    )
    expect(next).toMatchObject({ turn: null, unread: 0 })
    // As the server has it: an assistant is no author.
    expect(next.last_message?.author_name).toBeNull()
  })
})

describe('the baton', () => {
  test('passes with a claim, which makes the claimer responsible and voids the turn', () => {
    const turn = { id: 't1', epoch: 1, stage: 'writing' as const, text: 'So', next_index: 1 }
    const next = conversationAfter(
      conversation({ turn }),
      envelope('conversation.claimed', { baton: held(maya), from: 'assistant' }),
      maya.id,
    )
    expect(next).toMatchObject({ agent: maya, turn: null, baton: { holder: 'person', epoch: 2 } })
  })

  test('keeps the responsible teammate when another one claims', () => {
    const claimed = envelope('conversation.claimed', { baton: held(maya), from: 'nobody' })
    expect(conversationAfter(conversation({ agent: tomas }), claimed, maya.id).agent).toEqual(tomas)
  })

  test('does not go back to an older epoch', () => {
    const known = conversation({ baton: held(maya, 5) })
    expect(
      conversationAfter(
        known,
        envelope('conversation.released', { baton: baton({ epoch: 4 }), from: 'person' }),
        maya.id,
      ),
    ).toBe(known)
  })

  test('is told by its holder, and solid while the holder owes the next message', () => {
    const last = conversation().last_message
    const answered = last && { ...last, role: 'human-agent' as const }
    expect(standing(conversation(), maya.id)).toEqual({ hold: 'ai', owes: true })
    expect(standing(conversation({ baton: waiting() }), maya.id)).toEqual({ hold: 'wait', owes: true })
    expect(standing(conversation({ baton: held(maya), last_message: answered }), maya.id)).toEqual({
      hold: 'you',
      owes: false,
    })
    expect(standing(conversation({ baton: held(tomas) }), maya.id)).toEqual({ hold: 'mate', owes: true })
    expect(standing(conversation({ baton: resolved() }), maya.id)).toEqual({ hold: 'done', owes: false })
  })
})

test('tags, lead and contact follow their events', () => {
  let known = conversationAfter(
    conversation(),
    envelope('conversation.tagged', { tag: 'vip', tags: ['vip'] }),
    maya.id,
  )
  const contact = { id: 'hannah', name: 'Hannah B.', email: 'h@example.com', phone: null }
  known = conversationAfter(known, envelope('contact.updated', { contact }), maya.id)
  expect(known).toMatchObject({
    tags: ['vip'],
    contact: { name: 'Hannah B.', email: 'h@example.com', online: true },
  })
})

test('an event of a newer server changes nothing', () => {
  const known = conversation()
  const unknown = {
    ...envelope('conversation.created', { channel: 'widget', contact: { id: 'x', name: null } }),
    type: 'conversation.sung',
  }
  expect(conversationAfter(known, unknown as never, maya.id)).toBe(known)
})

test('a preview is one line of plain text', () => {
  expect(preview('# Hi\n\n- **one** [two](https://x.y) [3]')).toBe('Hi - one two')
  expect(preview('x'.repeat(500))).toHaveLength(160)
})

test('what the reader answered on another screen is read', () => {
  const reply = envelope('message.created', {
    message: message({ seq: 2, role: 'human-agent', author: maya }),
  })
  expect(conversationAfter(conversation({ unread: 3 }), reply, maya.id).unread).toBe(0)
  expect(conversationAfter(conversation({ unread: 3 }), reply, tomas.id).unread).toBe(3)
})

test('a change of holder is activity, and a lead of another conversation is not on this one', () => {
  const claimed = envelope('conversation.claimed', { baton: held(tomas), from: 'assistant' }, { at: at(7) })
  expect(conversationAfter(conversation(), claimed, maya.id).last_activity_at).toBe(at(7))
  const facts = { assistant_id: 'scout', name: null, email: 'a@b.c', phone: null, fields: {} }
  const talk = { conversation_id: 'c0', status: 'new', source: 'form', score: 0 } as const
  const lead = { ...facts, ...talk, lead_id: 'l1' }
  expect(conversationAfter(conversation(), envelope('lead.updated', { lead }), maya.id).lead).toBeNull()
})

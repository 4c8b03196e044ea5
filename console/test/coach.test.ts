import type { Message } from '@baton/api'
import { expect, test } from 'vitest'
import { adviceOn } from '../src/features/thread/coach'
import { conversation, message } from './fixtures'

const said = (...roles: Message['role'][]) =>
  roles.map((role, at) => message({ id: `m${at}`, seq: at + 1, role }))
const practised = (epoch: number) => conversation({ baton: { ...conversation().baton, epoch } })

test('the coach goes with the baton: claim, write, wait, hand back, done', () => {
  expect(adviceOn(practised(0), 'ai', said('user', 'assistant')).says).toBe('practice.soon')
  expect(adviceOn(practised(1), 'wait', said('user', 'user'))).toEqual({ says: 'practice.claim', press: 'C' })
  expect(adviceOn(practised(2), 'you', said('user', 'user')).says).toBe('practice.write')
  expect(adviceOn(practised(2), 'you', said('user', 'human-agent')).says).toBe('practice.wait')
  expect(adviceOn(practised(2), 'you', said('user', 'human-agent', 'user'))).toEqual({
    says: 'practice.back',
    press: 'H',
  })
  const over = { says: 'practice.done', over: true }
  expect(adviceOn(practised(3), 'ai', said('user', 'human-agent', 'user'))).toEqual(over)
  expect(adviceOn(practised(3), 'done', said('user', 'human-agent'))).toEqual(over)
})

test('without an answer nothing was practised', () => {
  expect(adviceOn(practised(3), 'ai', said('user', 'user')).says).toBe('practice.take')
  expect(adviceOn(practised(3), 'done', said('user'))).toEqual({ says: 'practice.silent', over: true })
})

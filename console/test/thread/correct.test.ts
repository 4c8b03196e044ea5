import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { begin, corrections, LONGEST_QUESTION } from '../../src/features/thread/correcting/draft'
import { keys } from '../../src/lib/keys'
import { message } from '../fixtures'

const answer = message({
  seq: 4,
  role: 'assistant',
  kind: 'answer',
  body: 'By half a size. [1] Take the larger one [2].',
})

function knowing(...bodies: [seq: number, body: string][]) {
  const client = new QueryClient()
  const items = bodies.map(([seq, body]) => message({ seq, role: 'user', body }))
  client.setQueryData(keys.messages(answer.conversation_id), { items, has_more: false })
  return client
}

test('a correction begins with the question before the answer, and with the answer without its sources', () => {
  const client = knowing([1, 'Hello'], [3, 'Do they\nrun small?'], [5, 'Thanks!'])
  expect(begin(client, answer, 'understood')).toEqual({
    question: 'Do they run small?',
    answer: 'By half a size. Take the larger one.',
  })
})

test('where nothing was known there is nothing to begin with, and a long question is cut', () => {
  const client = knowing([3, 'x'.repeat(400)])
  const begun = begin(client, { ...answer, kind: 'decline' }, 'understood')
  expect(begun.answer).toBe('')
  expect(begun.question).toHaveLength(LONGEST_QUESTION)
  expect(begin(new QueryClient(), answer, 'As it was understood').question).toBe('As it was understood')
})

test('what is written for one answer is kept until it is published', () => {
  corrections.write('w', 't1', { question: 'Why?', answer: 'So.' })
  expect(corrections.read('w', 't1')).toEqual({ question: 'Why?', answer: 'So.' })
  expect(corrections.read('w', 't2')).toBeNull()
  expect(corrections.read('other', 't1')).toBeNull()
  corrections.write('w', 't1', null)
  expect(corrections.read('w', 't1')).toBeNull()
})

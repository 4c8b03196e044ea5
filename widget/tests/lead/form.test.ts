import type { LeadField, LeadForm } from '@baton/api'
import { expect, test } from 'vitest'
import text from '../../../packages/api/vectors/lead-form.json?raw'
import { payload } from '../../src/lead/payload'
import { refusals } from '../../src/lead/refusals'
import { CONSENT, fieldsOf, validate } from '../../src/lead/validate'

const field = (key: string, type: LeadField['type'], extra: Partial<LeadField> = {}): LeadField => ({
  key,
  label: key,
  type,
  required: true,
  ...extra,
})
const form: LeadForm = {
  title: '',
  fields: [
    field('name', 'text'),
    field('email', 'email'),
    field('phone', 'phone', { required: false }),
    field('size', 'number', { required: false }),
    field('colour', 'choice', { required: false, options: ['red', 'blue'] }),
  ],
}
const fields = fieldsOf(form, 'May we?')
const good = { name: 'Danuta', email: 'd.pawlak@example.org', [CONSENT]: 'yes' }

test('nobody is asked for an address without being asked for leave', () => {
  expect(fields.at(-1)).toMatchObject({ type: 'consent', required: true })
  const own = { title: '', fields: [field('ok', 'consent')] }
  expect(fieldsOf(own, '').map((f) => f.key)).toEqual(['ok'])
  expect(fieldsOf({ title: '', fields: [] }, '').map((f) => f.type)).toEqual(['email', 'consent'])
})

test('what is missing or wrong is named by field', () => {
  expect(validate(fields, {})).toEqual({ name: 'required', email: 'required', [CONSENT]: 'consent' })
  expect(validate(fields, good)).toEqual({})
  const wrong = {
    ...good,
    email: 'd@p',
    phone: 'call me',
    size: 'many',
    colour: 'green',
    name: 'x'.repeat(501),
  }
  expect(validate(fields, wrong)).toEqual({
    name: 'long',
    email: 'email',
    phone: 'phone',
    size: 'number',
    colour: 'choice',
  })
})

test.each(['+49 30 123456', '(030) 123-456', '030/12345'])('%s is a telephone number', (phone) => {
  expect(validate(fields, { ...good, phone })).toEqual({})
})

test('the answers are sorted by what they mean', () => {
  expect(payload(form, { ...good, phone: ' 030 12345 ', size: '24' }, 'request')).toEqual({
    source: 'request',
    name: 'Danuta',
    email: 'd.pawlak@example.org',
    phone: '030 12345',
    fields: { size: '24' },
    consent: true,
  })
})

test('the objections of the server come to the fields, a dead network to the form', () => {
  expect(refusals({ fields: { 'fields.size': 'Too many', email: 'Unknown' } })).toEqual({
    size: 'Too many',
    email: 'Unknown',
  })
  expect(refusals({ detail: 'Slow down' })).toEqual({ '': 'Slow down' })
  expect(refusals(null)).toEqual({ '': '' })
})

interface Vector {
  name: string
  fields: LeadField[]
  values: Record<string, string>
  faults: Record<string, string>
}
const vectors: Vector[] = JSON.parse(text)

// R069: the server's test reads the same file.
test.each(vectors)('$name', (vector) => {
  const asked = fieldsOf({ title: '', fields: vector.fields }, '')
  expect(validate(asked, vector.values)).toEqual(vector.faults)
})

test('a box of an own key goes by its key', () => {
  const own: LeadForm = { title: '', fields: [field('email', 'email'), field('news', 'consent')] }
  const body = payload(own, { email: 'd@example.org', news: 'yes' }, 'form')
  expect([body.consent, body.fields]).toEqual([false, { news: 'yes' }])
})

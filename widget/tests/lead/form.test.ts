import type { LeadField, LeadForm } from '@baton/api'
import { expect, test } from 'vitest'
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
    field('mail', 'email'),
    field('tel', 'phone', { required: false }),
    field('size', 'number', { required: false }),
    field('colour', 'choice', { required: false, options: ['red', 'blue'] }),
  ],
}
const fields = fieldsOf(form, 'May we?')
const good = { name: 'Danuta', mail: 'd.pawlak@example.org', [CONSENT]: 'yes' }

test('nobody is asked for an address without being asked for leave', () => {
  expect(fields.at(-1)).toMatchObject({ type: 'consent', required: true })
  const own = { title: '', fields: [field('ok', 'consent')] }
  expect(fieldsOf(own, '').map((f) => f.key)).toEqual(['ok'])
  expect(fieldsOf({ title: '', fields: [] }, '').map((f) => f.type)).toEqual(['email', 'consent'])
})

test('what is missing or wrong is named by field', () => {
  expect(validate(fields, {})).toEqual({ name: 'required', mail: 'required', [CONSENT]: 'consent' })
  expect(validate(fields, good)).toEqual({})
  const wrong = { ...good, mail: 'd@p', tel: 'call me', size: 'many', colour: 'green', name: 'x'.repeat(501) }
  expect(validate(fields, wrong)).toEqual({
    name: 'long',
    mail: 'email',
    tel: 'phone',
    size: 'number',
    colour: 'choice',
  })
})

test.each(['+49 30 123456', '(030) 123-456', '030/12345'])('%s is a telephone number', (tel) => {
  expect(validate(fields, { ...good, tel })).toEqual({})
})

test('the answers are sorted by what they mean', () => {
  expect(payload(form, { ...good, tel: ' 030 12345 ', size: '24' }, 'request')).toEqual({
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

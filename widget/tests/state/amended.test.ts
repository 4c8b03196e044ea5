import { describe, expect, test } from 'vitest'
import { translate } from '../../src/net/live'
import { unread } from '../../src/state/messages'
import { reduce } from '../../src/state/reduce'
import { initial } from '../../src/state/state'
import { catchUp, message } from '../fixtures'

const said = message(1, { role: 'human-agent', body: 'on thursday' })
const edited = { ...said, body: 'on friday', edited_at: '2026-11-20T10:00:20.000Z' }
const unsent = {
  ...said,
  body: '',
  state: 'unsent' as const,
  edited_at: '2026-11-20T10:00:30.000Z',
}
const shown = reduce(initial, { type: 'message', message: said })

describe('what a teammate changes', () => {
  test('is shown in its place, and not undone by what comes late', () => {
    const event = translate('message.edited', { message: edited })
    if (!event) throw new Error('it is not understood')
    const after = reduce(shown, event)
    expect(after.messages).toEqual([edited])
    expect(reduce(after, { type: 'message', message: said }).messages).toEqual([edited])
  })

  test('is no news once it is taken back', () => {
    expect(unread(shown)).toHaveLength(1)
    const event = translate('message.unsent', { message: unsent })
    if (!event) throw new Error('it is not understood')
    const after = reduce(reduce(shown, { type: 'message', message: edited }), event)
    expect(after.messages).toEqual([unsent])
    expect(unread(after)).toHaveLength(0)
  })

  test('is caught up on', () => {
    const answer = catchUp({ changed: [edited], last_seq: 1 })
    expect(reduce(shown, { type: 'caught_up', answer, live_before: null }).messages).toEqual([edited])
  })
})

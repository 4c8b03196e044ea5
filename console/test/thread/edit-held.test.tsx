import type { HeldAnswer } from '@baton/api'
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { EditHeld } from '../../src/features/thread/autopilot/edit-held'
import '../../src/features/thread/autopilot/words'
import '../../src/features/thread/words'

const held: HeldAnswer = {
  id: 'one',
  conversation_id: 'c1',
  turn_id: 't1',
  kind: 'answer',
  body: 'They run small.',
  citations: [],
  unseen: 'send',
  state: 'held',
  held_at: '2026-11-20T10:00:00Z',
  due_at: '2026-11-20T10:00:30Z',
  decided_at: null,
  decided_by: null,
}

function show(onSend = vi.fn(async () => true)) {
  const on = { onSend, onWriting: vi.fn(), onCancel: vi.fn(), onLost: vi.fn() }
  const page = render(<EditHeld held={held} bot="Scout" busy={false} {...on} />)
  return { ...on, leave: page.unmount, field: screen.getByLabelText('The answer, in your words') }
}

test('Escape ends the editing and nothing else', async () => {
  const { onCancel, onLost, leave, field } = show()
  const taken: boolean[] = []
  const note = (event: KeyboardEvent) => void (event.key === 'Escape' && taken.push(event.defaultPrevented))
  addEventListener('keydown', note)
  await userEvent.type(field, ' A lot.{Escape}')
  removeEventListener('keydown', note)
  expect(onCancel).toHaveBeenCalledOnce()
  // Else the page goes back to the list.
  expect(taken).toEqual([true])
  leave()
  // They put it away themselves.
  expect(onLost).not.toHaveBeenCalled()
})

test('what was written is handed on when the answer is decided meanwhile', async () => {
  const { onLost, leave, field } = show()
  await userEvent.type(field, ' A lot.')
  leave()
  expect(onLost).toHaveBeenCalledExactlyOnceWith('They run small. A lot.')
})

test('what nobody changed, or what went out, is not', async () => {
  const untouched = show()
  untouched.leave()
  expect(untouched.onLost).not.toHaveBeenCalled()
  const sent = show()
  await userEvent.type(sent.field, ' A lot.{Control>}{Enter}{/Control}')
  expect(sent.onSend).toHaveBeenCalledExactlyOnceWith('They run small. A lot.')
  sent.leave()
  expect(sent.onLost).not.toHaveBeenCalled()
})

test('an answer that was refused after the card was gone is handed on too', async () => {
  let refuse = (_: boolean) => {}
  const { onLost, leave, field } = show(
    vi.fn(
      () =>
        new Promise<boolean>((done) => {
          refuse = done
        }),
    ),
  )
  await userEvent.type(field, ' A lot.{Control>}{Enter}{/Control}')
  leave()
  expect(onLost).not.toHaveBeenCalled()
  await act(async () => refuse(false))
  expect(onLost).toHaveBeenCalledExactlyOnceWith('They run small. A lot.')
})

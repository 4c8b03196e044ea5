import type { Conversation } from '@baton/api'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { Composer } from '../src/features/thread/composing/composer'
import { Footer } from '../src/features/thread/composing/footer'
import { LONGEST } from '../src/features/thread/composing/left'
import { BatonSwitch } from '../src/features/thread/switch'
import { Tags } from '../src/features/thread/tags'
import { useBaton } from '../src/features/thread/use-baton'
import '../src/features/thread/words'
import { api } from '../src/lib/api'
import { keys } from '../src/lib/keys'
import { Refused } from '../src/lib/problem'
import { choose } from '../src/lib/settings'
import { teamApi } from '../src/lib/team'
import { dismiss, toasts, undoLast } from '../src/lib/toasts'
import { health } from '../src/live/connection'
import { outbox } from '../src/live/outbox'
import { setWriting } from '../src/live/writing'
import { baton, conversation, held, maya, me, resolved, tomas, waiting } from './fixtures'

function show(ui: React.ReactNode, as = me) {
  const client = new QueryClient()
  client.setQueryData(keys.session, as)
  client.setQueryData(keys.conversation('c1'), conversation())
  render(<QueryClientProvider client={client}>{ui}</QueryClientProvider>)
  return client
}
function Held({ value }: { value: Conversation }) {
  const actions = useBaton(value)
  return (
    <>
      <BatonSwitch conversation={value} baton={actions} />
      <Footer conversation={value} baton={actions} />
    </>
  )
}
const viewer = { ...me, role: 'viewer' as const, permissions: ['conversation.read' as const] }

beforeEach(() => {
  vi.restoreAllMocks()
  health.set('live')
  choose({ enterSends: false, singleKeys: true })
  for (const each of toasts.get()) dismiss(each.id)
  for (const each of outbox.items.get()) outbox.discard(each.client_id)
  vi.spyOn(api, 'typing').mockResolvedValue()
})

describe('the switch', () => {
  test.each([
    ['the assistant holds it', conversation(), ['Scout is answering'], ['Take over', 'Take over']],
    ['I hold it', conversation({ baton: held(maya) }), ['You have it'], ['Hand back to bot']],
    [
      'nobody holds it',
      conversation({ baton: waiting() }),
      ['Nobody holds the baton'],
      ['Hand back', 'Claim', 'Claim this chat to reply'],
    ],
    ['a teammate holds it', conversation({ baton: held(tomas) }), ['Tomás has it'], ['Take over']],
    ['it is resolved', conversation({ baton: resolved() }), [], ['Reopen']],
  ])('says and offers what fits when %s', (_, value, said, offered) => {
    show(<Held value={value} />)
    for (const words of said) expect(screen.getByText(words)).toBeTruthy()
    const names = screen
      .getAllByRole('button')
      .map((button) => button.textContent?.replace(/\s*\b[CH]$/, '').trim())
    for (const name of offered) expect(names).toContain(name)
  })

  test('offers nothing to a viewer, and says why', () => {
    show(<Held value={conversation({ baton: waiting() })} />, viewer)
    expect(screen.queryAllByRole('button')).toEqual([])
    expect(screen.getByText(/Your role can read/)).toBeTruthy()
  })

  test('disables claims without a connection', () => {
    health.set('offline')
    show(<Held value={conversation({ baton: waiting() })} />)
    for (const button of screen.getAllByRole('button', { name: /Claim|Hand back/ }))
      expect(button).toHaveProperty('disabled', true)
  })

  test('a lost race names the winner and keeps the draft', async () => {
    const problem = {
      status: 409,
      code: 'already_claimed' as const,
      title: '',
      detail: '',
      holder: tomas,
      request_id: 'r',
    }
    vi.spyOn(api, 'claim').mockRejectedValue(new Refused(problem))
    vi.spyOn(api, 'conversation').mockResolvedValue(conversation({ baton: held(tomas) }))
    const client = show(<Held value={conversation({ baton: waiting() })} />)
    await userEvent.click(screen.getByRole('button', { name: 'Claim' }))
    expect(toasts.get()[0]).toMatchObject({ title: 'Tomás claimed it', detail: 'Your draft is kept.' })
    expect(client.getQueryData<Conversation>(keys.conversation('c1'))?.baton.person).toEqual(tomas)
  })

  test('taking over from a teammate asks first', async () => {
    const claim = vi.spyOn(api, 'claim').mockResolvedValue(conversation({ baton: held(maya, 3) }))
    show(<Held value={conversation({ baton: held(tomas) })} />)
    await userEvent.click(screen.getByRole('button', { name: 'Take over' }))
    expect(claim).not.toHaveBeenCalled()
    const dialog = within(await screen.findByRole('dialog'))
    await userEvent.click(dialog.getByRole('button', { name: 'Take over' }))
    expect(claim).toHaveBeenCalledWith('c1', true)
  })

  test('handing back acts at once and can be undone', async () => {
    vi.spyOn(api, 'release').mockResolvedValue(conversation({ baton: baton({ epoch: 3 }) }))
    const claim = vi.spyOn(api, 'claim').mockResolvedValue(conversation({ baton: held(maya, 4) }))
    show(<Held value={conversation({ baton: held(maya) })} />)
    await userEvent.click(screen.getByRole('button', { name: 'Hand back to bot' }))
    expect(toasts.get().at(-1)?.title).toBe('Handed back to Scout')
    expect(undoLast()).toBe(true)
    expect(claim).toHaveBeenCalledWith('c1')
    expect(undoLast()).toBe(false)
  })
})

describe('the composer', () => {
  const field = () => screen.getByRole('textbox', { name: 'Reply' })
  const queued = () => outbox.items.get().map((each) => each.body)
  beforeEach(() => {
    vi.spyOn(api, 'reply').mockImplementation(() => new Promise(() => {}))
    outbox.open('w1')
  })

  test('sends with Ctrl+Enter, breaks the line with Enter', async () => {
    show(<Composer conversation={conversation({ baton: held(maya) })} />)
    await userEvent.type(field(), 'one{Enter}two{Control>}{Enter}{/Control}')
    expect(queued()).toEqual(['one\ntwo'])
    expect(field()).toHaveProperty('value', '')
  })

  test('sends with Enter where that was chosen', async () => {
    choose({ enterSends: true })
    show(<Composer conversation={conversation({ baton: held(maya) })} />)
    await userEvent.type(field(), 'one{Shift>}{Enter}{/Shift}two{Enter}')
    expect(queued()).toEqual(['one\ntwo'])
  })

  test('keeps a draft for each conversation', async () => {
    show(<Composer conversation={conversation({ baton: held(maya) })} />)
    await userEvent.type(field(), 'half')
    expect(localStorage.getItem('baton.draft.w1.c1')).toBe('"half"')
  })

  test('counts characters as people do and refuses too many', async () => {
    localStorage.setItem('baton.draft.w1.c1', JSON.stringify(`${'👋'.repeat(LONGEST)}!`))
    show(<Composer conversation={conversation({ baton: held(maya) })} />)
    expect(screen.getByText('1 character too many')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Send' })).toHaveProperty('disabled', true)
  })

  test('shows what the visitor will see', async () => {
    show(<Composer conversation={conversation({ baton: held(maya) })} />)
    await userEvent.type(field(), 'a **bold** word')
    await userEvent.click(screen.getByRole('tab', { name: 'Preview' }))
    expect(screen.getByText('bold').tagName).toBe('B')
  })

  test('says that it queues while there is no connection', () => {
    health.set('offline')
    show(<Composer conversation={conversation({ baton: held(maya) })} />)
    expect(screen.getByRole('button', { name: 'Queue' })).toBeTruthy()
  })

  test('sends and closes, or sends and hands back, in one', async () => {
    const sent = () => outbox.items.get().map(({ body, then }) => `${body} ${then}`)
    show(<Composer conversation={conversation({ baton: held(maya) })} />)
    await userEvent.type(field(), 'bye{Control>}{Shift>}{Enter}{/Shift}{/Control}')
    expect(sent()).toEqual(['bye resolve'])
    await userEvent.type(field(), 'over')
    await userEvent.click(screen.getByRole('button', { name: 'More ways to send' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: /Send and hand back/ }))
    expect(sent()).toEqual(['bye resolve', 'over release'])
    expect(screen.getByRole('button', { name: 'More ways to send' })).toHaveProperty('disabled', true)
  })

  test('an emoji is searched for, and put where the caret is', async () => {
    show(<Composer conversation={conversation({ baton: held(maya) })} />)
    await userEvent.type(field(), 'on its way')
    await userEvent.click(screen.getByRole('button', { name: 'Emoji' }))
    const search = await screen.findByPlaceholderText('Search emoji')
    fireEvent.change(search, { target: { value: 'delivery tr' } })
    expect(screen.getAllByRole('option').map((each) => each.textContent)).toEqual(['🚚'])
    search.focus()
    await userEvent.keyboard('{Enter}')
    expect(field()).toHaveProperty('value', 'on its way🚚')
  })

  test('says who else writes, and what', () => {
    show(<Held value={conversation({ baton: held(maya) })} />)
    act(() => {
      setWriting('c1', tomas, true, true)
      setWriting('c1', { id: 'p', name: 'Priya Nair' }, false, true)
      setWriting('c1', null, false, true)
    })
    expect(screen.getByText('Priya is writing a reply · Tomás is writing a note')).toBeTruthy()
    act(() => setWriting('c1', { id: 'p', name: 'Priya Nair' }, true, true))
    expect(screen.getByText('Tomás and Priya are writing a note')).toBeTruthy()
  })
})

describe('undo', () => {
  test('a claim goes back to where it was, with nobody responsible who was not', async () => {
    const back = conversation({ baton: baton({ epoch: 4 }) })
    vi.spyOn(api, 'claim').mockResolvedValue(conversation({ baton: held(maya, 3) }))
    const release = vi.spyOn(api, 'release').mockResolvedValue(back)
    const escalate = vi
      .spyOn(api, 'escalate')
      .mockResolvedValue(conversation({ baton: waiting(undefined, 5) }))
    const assign = vi.spyOn(teamApi, 'assign').mockResolvedValue(back)
    show(<Held value={conversation({ baton: waiting() })} />)
    await userEvent.click(screen.getByRole('button', { name: 'Claim' }))
    expect(toasts.get().at(-1)?.title).toBe('You took over Hannah Brooks')
    expect(undoLast()).toBe(true)
    await vi.waitFor(() => expect(assign).toHaveBeenCalledWith('c1', null))
    expect(release).toHaveBeenCalledWith('c1')
    expect(escalate).toHaveBeenCalledWith('c1', 'visitor_asked', '')
  })

  test('a tag comes back, or goes again', async () => {
    const tagged = (...tags: string[]) => conversation({ tags })
    const remove = vi.spyOn(api, 'removeTag').mockResolvedValue(tagged())
    const add = vi.spyOn(api, 'addTag').mockResolvedValue(tagged('boots'))
    show(<Tags conversation={tagged('boots')} editable />)
    await userEvent.click(screen.getByRole('button', { name: 'Remove the tag boots' }))
    expect(toasts.get().at(-1)?.title).toBe('Removed the tag boots')
    undoLast()
    expect(add).toHaveBeenCalledWith('c1', 'boots')
    await userEvent.click(screen.getByRole('button', { name: 'Add tag' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Tag' }), 'wide{Enter}')
    expect(toasts.get().at(-1)?.title).toBe('Added the tag wide')
    undoLast()
    expect(remove).toHaveBeenCalledWith('c1', 'wide')
  })
})

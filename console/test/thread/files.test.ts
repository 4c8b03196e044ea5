import { beforeEach, expect, test, vi } from 'vitest'
import { pending, setPending, takeReady } from '../../src/features/thread/files/pending'
import { sized } from '../../src/features/thread/files/size'
import { addFiles, removeFile, retryFile } from '../../src/features/thread/files/upload'

/** A request as the browser makes it, driven by the test. */
class Request {
  static all: Request[] = []
  upload: { onprogress?: (event: object) => void } = {}
  onloadend: (() => void) | null = null
  status = 0
  responseText = ''
  url = ''
  aborted = false
  constructor() {
    Request.all.push(this)
  }
  open(_: string, url: string) {
    this.url = url
  }
  setRequestHeader() {}
  send() {}
  abort() {
    this.aborted = true
  }
  answer(status: number, body: object) {
    this.status = status
    this.responseText = JSON.stringify(body)
    this.onloadend?.()
  }
}

const calls: string[] = []
const file = (name: string, size = 3) => new File(['x'.repeat(size)], name)
const stored = { id: 'f1', name: 'a.txt', media_type: 'text/plain', size: 3, width: null, height: null }
const states = () => pending.get().map((each) => `${each.name} ${each.state} ${each.part}`)
const settle = () => new Promise((done) => setTimeout(done))

beforeEach(() => {
  Request.all = []
  calls.length = 0
  setPending([])
  vi.stubGlobal('XMLHttpRequest', Request)
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    calls.push(`${init?.method ?? 'GET'} ${url}`)
    if (init?.method === 'DELETE') return new Response(null, { status: 204 })
    return Response.json({ largest_bytes: 10, most: 2 })
  })
})

test('a file goes up, tells how far it is, and goes with the reply', async () => {
  addFiles('w', 'c', [file('a.txt')])
  await settle()
  const [request] = Request.all
  expect(request?.url).toBe('/api/v1/conversations/c/files?name=a.txt')
  request?.upload.onprogress?.({ lengthComputable: true, loaded: 1, total: 4 })
  expect(states()).toEqual(['a.txt uploading 0.25'])
  request?.answer(201, stored)
  expect(states()).toEqual(['a.txt ready 1'])
  expect(localStorage.getItem('baton.files')).toContain('f1')
  expect(takeReady('another')).toEqual([])
  expect(takeReady('c')).toEqual([stored])
  expect(pending.get()).toEqual([])
})

test('what the server refuses says why; what the network loses is tried again', async () => {
  addFiles('w', 'c', [file('a.exe'), file('b.txt')])
  await settle()
  Request.all[0]?.answer(415, { detail: 'Programs cannot be sent.' })
  Request.all[1]?.onloadend?.()
  const [refused, lost] = pending.get()
  expect(refused).toMatchObject({ state: 'failed', again: false, reason: 'Programs cannot be sent.' })
  expect(lost).toMatchObject({ state: 'failed', again: true })
  if (lost) retryFile(lost)
  await settle()
  Request.all[2]?.answer(201, stored)
  expect(states()).toEqual(['a.exe failed 0', 'b.txt ready 1'])
  expect(takeReady('c')).toEqual([stored])
  expect(states()).toEqual(['a.exe failed 0'])
})

test('too large, too many and empty ones are told before they go up', async () => {
  addFiles('w', 'c', [file('large', 11), file('empty', 0), file('third')])
  await settle()
  expect(Request.all).toEqual([])
  const reasons = pending.get().map((each) => each.reason)
  expect(reasons[0]).toContain('10 bytes')
  expect(reasons[1]).toBe('This file is empty.')
  expect(reasons[2]).toContain('2 files')
})

test('a file is stopped on its way, and taken away once it is there', async () => {
  addFiles('w', 'c', [file('a.txt'), file('b.txt')])
  await settle()
  const [first, second] = pending.get()
  Request.all[1]?.answer(201, stored)
  if (first) removeFile(first)
  expect(Request.all[0]?.aborted).toBe(true)
  const there = pending.get()[0]
  expect(there?.key).toBe(second?.key)
  if (there) removeFile(there)
  await settle()
  expect(pending.get()).toEqual([])
  expect(calls).toContain('DELETE /api/v1/files/f1')
})

test('sizes are said as people say them', () => {
  expect([900, 2_100_000, 38_000_000].map(sized)).toEqual(['900 bytes', '2.1 MB', '38 MB'])
})

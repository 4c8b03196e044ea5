import type { Attachment, Id, Problem } from '@baton/api'
import { ambient } from '../../../lib/ambient'
import { call } from '../../../lib/http'
import { t } from '../../../lib/i18n'
import { type Pending, pending, setPending } from './pending'
import { sized } from './size'
import './words'

interface Limits {
  largest_bytes: number
  most: number
}

let limits: Promise<Limits> | null = null
const files = new Map<string, File>()
const running = new Map<string, XMLHttpRequest>()

function patch(key: string, change: Partial<Pending>): void {
  setPending(pending.get().map((each) => (each.key === key ? { ...each, ...change } : each)))
}

const fail = (key: string, reason: string, again: boolean) =>
  patch(key, { state: 'failed', part: 0, reason, again })

/** How large a file may be; asked once, and again where that failed. */
async function allowed(): Promise<Limits> {
  limits ??= call<Limits>('/api/v1/files/limits')
  try {
    return await limits
  } catch (error) {
    limits = null
    throw error
  }
}

/** Begins to upload files for a reply. */
export function addFiles(workspace: Id, conversation: Id, chosen: readonly File[]): void {
  const added = chosen.map((file): Pending => {
    const key = ambient.id()
    files.set(key, file)
    return {
      key,
      workspace,
      conversation,
      name: file.name || t('files.unnamed'),
      size: file.size,
      state: 'uploading',
      part: 0,
      reason: null,
      again: false,
      attachment: null,
    }
  })
  setPending([...pending.get(), ...added])
  for (const item of added) void begin(item)
}

async function begin(item: Pending): Promise<void> {
  const file = files.get(item.key)
  if (!file) return fail(item.key, t('files.chooseAgain'), false)
  try {
    const { largest_bytes, most } = await allowed()
    const beside = pending.get().filter((each) => each.conversation === item.conversation)
    if (beside.findIndex((each) => each.key === item.key) >= most)
      return fail(item.key, t('files.tooMany', { n: most }), true)
    if (file.size > largest_bytes)
      return fail(item.key, t('files.tooLarge', { limit: sized(largest_bytes) }), false)
    if (file.size === 0) return fail(item.key, t('files.empty'), false)
  } catch {
    return fail(item.key, t('files.unreachable'), true)
  }
  if (pending.get().some((each) => each.key === item.key)) send(item, file)
}

/** `fetch` does not say how far an upload is. */
function send(item: Pending, file: File): void {
  const request = new XMLHttpRequest()
  running.set(item.key, request)
  const name = file.name.replaceAll('\0', '')
  request.open('POST', `/api/v1/conversations/${item.conversation}/files?${new URLSearchParams({ name })}`)
  request.setRequestHeader('content-type', 'application/octet-stream')
  request.upload.onprogress = (event) => {
    if (event.lengthComputable) patch(item.key, { part: event.loaded / event.total })
  }
  request.onloadend = () => {
    running.delete(item.key)
    if (request.status === 201) {
      const attachment = JSON.parse(request.responseText) as Attachment
      files.delete(item.key)
      patch(item.key, { state: 'ready', part: 1, reason: null, attachment })
      return
    }
    const passes = request.status === 0 || request.status === 429 || request.status >= 500
    fail(item.key, said(request) ?? t('files.unreachable'), passes || request.status === 408)
  }
  request.send(file)
}

function said(request: XMLHttpRequest): string | undefined {
  try {
    return (JSON.parse(request.responseText) as Partial<Problem>).detail
  } catch {
    return undefined
  }
}

/** Tries one again that failed. */
export function retryFile(item: Pending): void {
  patch(item.key, { state: 'uploading', part: 0, reason: null })
  void begin(item)
}

/** Stops or removes one. */
export function removeFile(item: Pending): void {
  setPending(pending.get().filter((each) => each.key !== item.key))
  files.delete(item.key)
  const request = running.get(item.key)
  running.delete(item.key)
  if (request) {
    request.onloadend = null
    request.abort()
  }
  // Left where it is, it goes by itself within a day.
  if (item.attachment) void call(`/api/v1/files/${item.attachment.id}`, { method: 'DELETE' }).catch(() => {})
}

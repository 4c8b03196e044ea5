// Text that wants to be more: through every field that a visitor, a read page or an admin fills, into every view, under the real policy.
import assert from 'node:assert/strict'
import { Caller } from '../lib/api.mjs'
import { eventually } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'
import { Teammate } from '../lib/teammate.mjs'
import { Visitor } from '../lib/visitor.mjs'
import { faults, listen } from './alarm.mjs'
import { loud, payloads } from './payloads.mjs'

/** In every message, so that a search finds them all. */
const WORD = 'kestrel'
/** Longer than any message may be. */
const LONG = `${'x'.repeat(1_000_000)}<img src=x onerror=window.__xss(999)>`
/** Conversations that are opened one by one. */
const OPENED = 6
const DAY = 'widget'

/** What the server refuses, it refuses as a fault of the request. */
async function attempt(stored, field, deed) {
  try {
    const answer = await deed()
    stored[field] = (stored[field] ?? 0) + 1
    return answer
  } catch (error) {
    const status = error.problem?.status
    assert.ok(status >= 400 && status < 500, `${field}: ${error.message}`)
    return null
  }
}

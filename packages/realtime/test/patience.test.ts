import { expect, test } from 'vitest'
import { isLate, Patience } from '../src'

test('each dead connection of a browser is found out soon, and a slow network is waited for', () => {
  const patience = new Patience()
  const tries = Array.from({ length: 10 }, () => {
    const { ms } = patience
    patience.missed()
    return ms
  })
  expect(tries).toEqual([...Array(7).fill(4_000), 8_000, 16_000, 20_000])
  patience.heard()
  expect(patience.ms).toBe(4_000)
})

test('only time that is up is late', async () => {
  const ended = await Promise.resolve(AbortSignal.timeout(1)).then(
    (signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(signal.reason))),
  )
  expect(isLate(ended)).toBe(true)
  expect(isLate(AbortSignal.abort().reason)).toBe(false)
  expect(isLate(new TypeError('network'))).toBe(false)
})

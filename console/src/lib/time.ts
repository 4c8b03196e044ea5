import { useSyncExternalStore } from 'react'
import { ambient } from './ambient'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `now`, `4m`, `2h`, then a weekday, then a date. */
export function ago(at: string, now: number): string {
  const passed = Math.max(0, now - Date.parse(at))
  if (passed < MINUTE) return 'now'
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)}m`
  if (passed < DAY) return `${Math.floor(passed / HOUR)}h`
  if (passed < 6 * DAY) return format(at, { weekday: 'short' })
  return format(
    at,
    sameYear(at, now)
      ? { day: 'numeric', month: 'short' }
      : { day: 'numeric', month: 'short', year: 'numeric' },
  )
}

/** `4:12`, or `1:04:12`: how long since. */
export function clock(at: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(at)) / 1000))
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** `4m`, `2h`, `3d`: a wait, for a pill. */
export function wait(at: string, now: number): string {
  const passed = Math.max(0, now - Date.parse(at))
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)}m`
  return passed < DAY ? `${Math.floor(passed / HOUR)}h` : `${Math.floor(passed / DAY)}d`
}

/** `4 min 12 s`: a wait, in a sentence. */
export function waitWords(at: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(at)) / 1000))
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ${Math.floor(seconds / 60) % 60} min`
  return `${Math.floor(seconds / 86_400)} d ${Math.floor(seconds / 3600) % 24} h`
}

/** `2 m 40 s`: a length of time, in a sentence; it stays on one line. */
export function span(seconds: number): string {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const parts = h ? [`${h} h`, m && `${m} m`] : [m && `${m} m`, (s || !m) && `${s} s`]
  return parts.filter(Boolean).join(' ').replaceAll(' ', '\u00a0')
}

/** `14:05`. */
export function timeOfDay(at: string): string {
  return format(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}

/** `14:05` today, else `Mon, 23 Nov, 09:00`. */
export function moment(at: string, now: number): string {
  if (isToday(at, now)) return timeOfDay(at)
  return `${format(at, { weekday: 'short', day: 'numeric', month: 'short' })}, ${timeOfDay(at)}`
}

/** `12 May`, with the year when it is another one. */
export function date(at: string, now: number): string {
  return format(at, { day: 'numeric', month: 'long', ...(sameYear(at, now) ? {} : { year: 'numeric' }) })
}

/** Everything, for a tooltip. */
export function exact(at: string): string {
  return format(at, { dateStyle: 'full', timeStyle: 'medium' })
}

/** `2026-11-20` in the reader's time zone: equal for times of one day. */
export function dayKey(at: string): string {
  const day = new Date(at)
  return `${day.getFullYear()}-${day.getMonth()}-${day.getDate()}`
}

export function isToday(at: string, now: number): boolean {
  return dayKey(at) === dayKey(new Date(now).toISOString())
}

function format(at: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', options).format(new Date(at))
}

function sameYear(at: string, now: number): boolean {
  return new Date(at).getFullYear() === new Date(now).getFullYear()
}

/** One timer for each rate, shared by whoever shows a time. */
function ticker(rate: number) {
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setInterval> | undefined
  let value = ambient.now()
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    if (listeners.size === 1) {
      value = ambient.now()
      timer = setInterval(() => {
        if (document.hidden) return
        value = ambient.now()
        for (const each of listeners) each()
      }, rate)
    }
    return () => {
      listeners.delete(listener)
      if (!listeners.size) clearInterval(timer)
    }
  }
  return () => useSyncExternalStore(subscribe, () => value)
}

/** The time now, fresh every second. */
export const useSeconds = ticker(1_000)
/** The time now, fresh every 15 seconds: enough for minutes. */
export const useMinutes = ticker(15_000)

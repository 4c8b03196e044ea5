import { useEffect, useRef, useState } from 'react'

/** A field that reports what was typed once the typing pauses; it follows changes from outside. */
export function useDebounced(
  value: string,
  onSettled: (value: string) => void,
  delay = 250,
): [string, (next: string) => void] {
  const [draft, setDraft] = useState(value)
  const reported = useRef(value)
  const report = useRef(onSettled)
  report.current = onSettled
  useEffect(() => {
    if (value === reported.current) return
    reported.current = value
    setDraft(value)
  }, [value])
  useEffect(() => {
    if (draft === reported.current) return
    const timer = setTimeout(() => {
      reported.current = draft
      report.current(draft)
    }, delay)
    return () => clearTimeout(timer)
  }, [draft, delay])
  return [draft, setDraft]
}

import { type ReactNode, useEffect, useState } from 'react'

const PATIENCE_MS = 150

/** Shows a skeleton only when what it stands for takes a moment: nothing flashes. */
export function Late({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  return shown ? children : null
}

import { type Component, useEffect, useState } from '#dom'
import { jsx } from '#dom/jsx-runtime'

/**
 * A component of its own file, fetched when it is first shown or `preload`ed: what most visitors never open should not
 * make the rest wait. Until it is there, and where it cannot be fetched, nothing is drawn.
 */
export function lazy<P extends object>(fetch: () => Promise<Component<P>>) {
  let loaded: Component<P> | undefined
  const preload = async () => {
    loaded ??= await fetch()
    return loaded
  }
  const Lazy = ({ onFailed, ...props }: P & { onFailed(): void }) => {
    const [Inner, setInner] = useState(() => loaded)
    useEffect(() => {
      if (!Inner) preload().then((component) => setInner(() => component), onFailed)
    }, [])
    return Inner ? jsx(Inner, props) : null
  }
  return { Lazy, preload: () => void preload().catch(() => {}) }
}

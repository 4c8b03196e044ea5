import { type ComponentType, h } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/**
 * A component of its own file, fetched when it is first shown or `preload`ed: what most visitors never open should not
 * make the rest wait. Until it is there, and where it cannot be fetched, nothing is drawn.
 */
export function lazy<P extends object>(fetch: () => Promise<ComponentType<P>>) {
  let loaded: ComponentType<P> | undefined
  const preload = async () => {
    loaded ??= await fetch()
    return loaded
  }
  const Lazy = ({ onFailed, ...props }: P & { onFailed(): void }) => {
    const [Inner, setInner] = useState(() => loaded)
    useEffect(() => {
      if (!Inner) preload().then((component) => setInner(() => component), onFailed)
    }, [])
    return Inner ? h(Inner, props as unknown as P) : null
  }
  return { Lazy, preload: () => void preload().catch(() => {}) }
}

import { keyCap } from '../lib/keyboard/shortcuts'
import { settings } from '../lib/settings'
import { useStore } from '../lib/store'

/** The key of a button; hidden while single keys are off, since it would do nothing. */
export function Key({ name }: { name: string }) {
  const on = useStore(settings, (all) => all.singleKeys)
  return on || name.length > 1 ? (
    <span className="keys" aria-hidden="true">
      <kbd>{keyCap(name)}</kbd>
    </span>
  ) : null
}

/** Several keys, pressed together or one after the other. */
export function Keys({ names }: { names: string[] }) {
  return (
    <span className="keys">
      {names.map((name) => (
        <kbd key={name}>{keyCap(name)}</kbd>
      ))}
    </span>
  )
}

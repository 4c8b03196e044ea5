import clsx from 'clsx'
import { useEffect, useRef } from 'react'
import type { Suggest } from './use-suggest'

/** What may be put in, above the composer. */
export function Suggestions({ suggest, label }: { suggest: Suggest; label: string }) {
  const box = useRef<HTMLDivElement>(null)
  const { items, active } = suggest
  useEffect(() => {
    box.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  if (!items.length) return null
  return (
    <div className="menu suggest" role="listbox" id={suggest.list} aria-label={label} ref={box} tabIndex={-1}>
      {items.map((item, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text field's
        <div
          key={item.id}
          id={suggest.option(index)}
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          className={clsx('mi', index === active && 'is-on')}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => suggest.pick(item)}
        >
          <b>{item.label}</b>
          <span className="trunc t-xs muted">{item.detail}</span>
        </div>
      ))}
    </div>
  )
}

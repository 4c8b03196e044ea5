import type { Child } from '#dom'
import { useMemo } from '#dom'
import { type Block, type Inline, parse } from './parse'

interface Props {
  text: string
  /** Draws citation `n`; null: it is left out. */
  cite?: (n: number) => Child
  /** Stands at the end of the last line, such as a caret. */
  tail?: Child
}

/** Text of others as elements; never as HTML. */
export function Markdown({ text, cite, tail }: Props) {
  const blocks = useMemo(() => parse(text), [text])
  const spans = (children: Inline[]): Child => children.map((child) => span(child, cite))
  const last = blocks.length - 1
  const draw = (block: Block, end: Child) => {
    switch (block.kind) {
      case 'p':
        return (
          <p>
            {spans(block.children)}
            {end}
          </p>
        )
      case 'pre':
        return (
          <pre>
            {block.text}
            {end}
          </pre>
        )
      default: {
        const List = block.kind
        return (
          <List>
            {block.items.map((item, i) => (
              <li>
                {spans(item)}
                {i === block.items.length - 1 && end}
              </li>
            ))}
          </List>
        )
      }
    }
  }
  return (
    <div class="md" dir="auto">
      {blocks.length ? blocks.map((b, i) => draw(b, i === last && tail)) : tail}
    </div>
  )
}

function span(child: Inline, cite: Props['cite']): Child {
  if (typeof child === 'string') return child
  switch (child.kind) {
    case 'strong':
      return <strong>{child.children.map((c) => span(c, cite))}</strong>
    case 'em':
      return <em>{child.children.map((c) => span(c, cite))}</em>
    case 'code':
      return <code>{child.text}</code>
    case 'break':
      return <br />
    case 'cite':
      return cite ? cite(child.n) : null
    case 'link':
      return (
        <a href={child.href} target="_blank" rel="noopener noreferrer nofollow">
          {child.children.map((c) => span(c, cite))}
        </a>
      )
  }
}

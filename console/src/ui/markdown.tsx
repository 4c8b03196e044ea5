import { Fragment, type ReactNode, useMemo } from 'react'
import { type Block, type Inline, parseMarkdown } from '../lib/markdown'

type RenderCite = (n: number, key: number) => ReactNode

/** Markdown as elements, never as HTML: nothing that a visitor or a model writes is parsed by the browser. */
export function Markdown({ source, cite, tail }: { source: string; cite?: RenderCite; tail?: ReactNode }) {
  const blocks = useMemo(() => parseMarkdown(source), [source])
  const last = blocks.length - 1
  return (
    <>
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} cite={cite} tail={index === last ? tail : null} />
      ))}
      {last < 0 && <p>{tail}</p>}
    </>
  )
}

/** What a visitor wrote: their own characters, with links that can be followed. */
export function PlainText({ source }: { source: string }) {
  const nodes = useMemo(
    () =>
      source
        .split(/(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/g)
        .map((part, index) =>
          index % 2
            ? ({ kind: 'link', href: part, children: [{ kind: 'text', text: part }] } as Inline)
            : ({ kind: 'text', text: part } as Inline),
        ),
    [source],
  )
  return <p className="plain">{inlines(nodes)}</p>
}

function BlockView({ block, cite, tail }: { block: Block; cite: RenderCite | undefined; tail: ReactNode }) {
  switch (block.kind) {
    case 'p':
      return (
        <p>
          {inlines(block.children, cite)}
          {tail}
        </p>
      )
    case 'quote':
      return (
        <blockquote>
          {inlines(block.children, cite)}
          {tail}
        </blockquote>
      )
    case 'pre':
      return (
        <pre>
          <code>{block.text}</code>
          {tail}
        </pre>
      )
    case 'list': {
      const items = block.items.map((item, index) => (
        <li key={index}>
          {inlines(item, cite)}
          {index === block.items.length - 1 && tail}
        </li>
      ))
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>
    }
  }
}

function inlines(nodes: Inline[], cite?: RenderCite): ReactNode {
  return nodes.map((node, index) => <Fragment key={index}>{inline(node, index, cite)}</Fragment>)
}

function inline(node: Inline, index: number, cite: RenderCite | undefined): ReactNode {
  switch (node.kind) {
    case 'text':
      return node.text
    case 'strong':
      return <b>{inlines(node.children, cite)}</b>
    case 'em':
      return <em>{inlines(node.children, cite)}</em>
    case 'del':
      return <del>{inlines(node.children, cite)}</del>
    case 'code':
      return <code>{node.text}</code>
    case 'link':
      return (
        <a href={node.href} target="_blank" rel="noopener noreferrer nofollow">
          {inlines(node.children, cite)}
        </a>
      )
    case 'cite':
      return cite ? cite(node.n, index) : `[${node.n}]`
    case 'break':
      return <br />
  }
}

import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type TagNames, tagsQuery } from './names'
import '../../styles/tags.css'

let sheet: CSSStyleSheet | undefined

/** The rules by which every tag with a colour wears it, wherever it is shown: what shows a tag says it in `data-tag`. */
export function rulesOf(colours: TagNames['colours']): string {
  return colours
    .map(({ name, colour }) => {
      const at = `[data-tag="${CSS.escape(name)}"]`
      return `${at}{--tag:var(--tag-${colour})}${at}::before{content:""}`
    })
    .join('')
}

/** Keeps the tags on the screen in their colours. */
export function usePaint(): void {
  const { data } = useQuery(tagsQuery)
  const rules = data && rulesOf(data.colours)
  useEffect(() => {
    if (rules === undefined) return
    if (!sheet) {
      sheet = new CSSStyleSheet()
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    }
    sheet.replaceSync(rules)
  }, [rules])
}

import type { Settings } from './bridge'

const RTL = /^(ar|he|fa|ur|ps|sd|ug|yi)\b/

export interface Source extends Settings {
  /** Address of the loader: everything else of ours is beside it. */
  src: string
}

/** The secret part of a mailed link, which leads to this page: taken out of its address, and kept as long as the tab. */
function followed(assistant: string): string | undefined {
  let [page, secret] = location.href.split('#baton-chat=')
  try {
    if (secret) {
      history.replaceState(history.state, '', page)
      sessionStorage[`baton:${assistant}:link`] = secret
    } else secret = sessionStorage[`baton:${assistant}:link`]
  } catch {
    // For this page only, then.
  }
  return secret
}

/** Reads our script tag, wherever a tag manager has put it. Null: not our page to act on. */
export function settings(): Source | null {
  const current = document.currentScript as HTMLScriptElement | null
  const script = current?.dataset.assistant
    ? current
    : document.querySelector<HTMLScriptElement>('script[data-assistant][src*="widget.js"]')
  if (!script?.dataset.assistant) return null
  const { assistant, resume = followed(script.dataset.assistant), locale: asked, dir, theme } = script.dataset
  const locale = asked || document.documentElement.lang || navigator.language || 'en'
  return {
    src: script.src,
    assistant,
    resume,
    locale,
    theme,
    dir: dir === 'rtl' || dir === 'ltr' ? dir : RTL.test(locale) ? 'rtl' : 'ltr',
  }
}

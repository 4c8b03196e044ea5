// The sample page around a draft's widget. The console talks to it by messages; nobody else of this origin does.
;(() => {
  const [, , preview] = location.pathname.split('/')
  const asked = new URLSearchParams(location.search)
  const theme = asked.get('theme') === 'dark' ? 'dark' : 'light'
  document.documentElement.dataset.theme = theme
  // What earlier trials kept in this browser is of no use to anybody.
  for (const kept of [localStorage, sessionStorage]) {
    try {
      for (const key of Object.keys(kept))
        if (/^baton:[\da-f-]{36}/.test(key) && forgotten(key)) kept.removeItem(key)
      if (kept === localStorage) kept.setItem('baton-previews', preview)
    } catch {}
  }
  // The rules act while the chat is closed: it stood open on another page of the settings, perhaps.
  try {
    if (!asked.has('open') && !asked.has('form')) sessionStorage.removeItem(`baton:${preview}`)
  } catch {}
  function forgotten(key) {
    const last = localStorage.getItem('baton-previews')
    return last && last !== preview && key.startsWith(`baton:${last}`)
  }
  window.Baton = (...call) => {
    window.Baton.q ??= []
    window.Baton.q.push(call)
  }
  const baton = (...call) => window.Baton(...call)
  const tell = (type, detail) => parent !== window && parent.postMessage({ type, detail }, location.origin)
  baton('on', 'ready', () => tell('baton:ready'))
  baton('on', 'rule', (detail) => tell('baton:rule', detail))
  const widget = Object.assign(document.createElement('script'), { async: true, src: '/widget.js' })
  Object.assign(widget.dataset, { assistant: preview, theme })
  document.head.append(widget)
  if (asked.has('open')) baton('open')
  if (asked.has('form')) baton('form')
  addEventListener('message', (event) => {
    if (event.origin !== location.origin || event.source !== parent) return
    if (event.data?.type === 'baton:call') baton(...event.data.call)
  })
})()

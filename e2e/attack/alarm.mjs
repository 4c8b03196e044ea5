// Hears it when text has become more than text: a script that runs, a request that nobody meant, a policy that had to step in.

/** Listens in every page of a context; answers what was heard so far. Call it before the first page is opened. */
export async function listen(context) {
  const heard = []
  const tell = (what) => {
    if (!heard.includes(what)) heard.push(what)
  }
  await context.exposeBinding('__heard', (_, what) => tell(what))
  await context.addInitScript(() => {
    window.__xss = (n) => window.__heard(`script ${n}`)
    for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => window.__heard(name)
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample, sourceFile }) =>
      window.__heard(`policy ${effectiveDirective} ${blockedURI} ${sample} ${sourceFile}`),
    )
  })
  context.on('request', (request) => {
    if (request.url().includes('xss-canary')) tell(`request ${request.url()}`)
  })
  return heard
}

/**
 * What is wrong with the page, or with the shadow root of `host`: handlers and addresses that only markup of others can have
 * brought, rows that are too high, and anything that has to be scrolled sideways.
 */
export function faults(page, host = null) {
  return page.evaluate((selector) => {
    const root = selector ? document.querySelector(selector).shadowRoot : document
    const found = []
    const SAFE = new Set(['http:', 'https:', 'mailto:', 'tel:'])
    for (const element of root.querySelectorAll('*')) {
      const name = element.localName
      for (const attribute of element.getAttributeNames())
        if (attribute.startsWith('on') || attribute === 'srcdoc') found.push(`${name}[${attribute}]`)
      if (/^(iframe|object|embed|base|template|math|video|audio)$/.test(name)) found.push(`<${name}>`)
      if (name === 'img' && element.closest('[role=log], .crow, table')) found.push('<img>')
      if (name === 'a' && element.href && !SAFE.has(URL.parse(element.href)?.protocol))
        found.push(`leads to ${element.href.slice(0, 40)}`)
    }
    const sideways = [
      '.rows',
      '.transcript',
      '.p-body',
      '.tbl-scroll',
      '.w-body',
      '.dialog',
      '.ask',
      '.toast',
    ]
    for (const element of [document.scrollingElement, ...root.querySelectorAll(sideways.join())]) {
      const over = element.scrollWidth - element.clientWidth
      if (over < 2) continue
      const { left, right } = element.getBoundingClientRect()
      const sticksOut = (each) => {
        const box = each.getBoundingClientRect()
        return box.width && (box.right > right + 1 || box.left < left - 1)
      }
      const culprit = [...element.querySelectorAll('*')].filter(sticksOut).at(-1)
      const text = culprit?.textContent.slice(0, 60)
      found.push(
        `${element.className || element.localName} is ${over} px too wide: ${culprit?.localName} ${text}`,
      )
    }
    for (const row of root.querySelectorAll('.crow')) {
      const { height } = row.getBoundingClientRect()
      // None: on a phone, the list is not shown beside a thread.
      if (height && (height < 40 || height > 130)) found.push(`a row is ${Math.round(height)} px high`)
    }
    return [...new Set(found)]
  }, host)
}

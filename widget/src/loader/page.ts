/** Runs when there is a body to draw upon. */
export function whenBody(run: () => void): void {
  if (document.body) run()
  else addEventListener('DOMContentLoaded', run)
}

/** Puts our element on the page, and back again when a framework replaces the body. */
export function attach(host: HTMLElement): void {
  const put = () => {
    if (!host.isConnected) document.body?.append(host)
    observer.observe(document.documentElement, { childList: true })
    if (document.body) observer.observe(document.body, { childList: true })
  }
  const observer = new MutationObserver(put)
  put()
}

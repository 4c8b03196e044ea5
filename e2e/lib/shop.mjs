// A shop of somebody else: another origin, whose pages have our one line.
import { createServer } from 'node:http'

export class Shop {
  #server
  /** Our line. */
  #tag

  static async open(server, { assistant, lang = 'en' }) {
    const shop = new Shop()
    shop.#tag = `<script async src="${server.url}/widget.js" data-assistant="${assistant}"></script>`
    shop.#server = createServer((request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end(
        `<!doctype html><html lang="${lang}"><title>A shop</title><h1>${new URL(request.url, 'http://shop').pathname}</h1>` +
          `<p><a href="/tents">Tents</a></p>${shop.#tag}</html>`,
      )
    })
    await new Promise((ready) => shop.#server.listen(0, '127.0.0.1', ready))
    shop.url = `http://127.0.0.1:${shop.#server.address().port}`
    return shop
  }

  dispose() {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}

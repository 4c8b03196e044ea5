// Checks the demo's own content: `node demo/check.mjs`. No dependency; prints what is wrong and exits 1.
//   pages      one title each, long enough to work with, HTML tags closed
//   links      every /help/... names a page, every /demo?p=... a page of the shop
//   questions  every expectation names a page, and the quoted words stand on it
//   size       what the binary embeds stays under 600 KB
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const SIZE_LIMIT = 600 * 1024
const VOID_TAGS = new Set(['meta', 'link', 'input', 'br', 'img', 'hr'])
const demo = fileURLToPath(new URL('.', import.meta.url))
const problems = []
const say = (where, what) => problems.push(`${where}: ${what}`)

const files = (folder) =>
  readdirSync(join(demo, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(demo, join(entry.parentPath ?? entry.path, entry.name)))

const pages = new Map(
  files('knowledge').map((path) => [path.slice('knowledge/'.length), readFileSync(join(demo, path), 'utf8')]),
)
const urls = new Set([...pages.keys()].map((path) => `/help/${path.replace(/\.\w+$/, '')}`))
const shop = readFileSync(join(demo, 'shop/index.html'), 'utf8')

for (const [path, source] of pages) {
  checkTitle(path, source)
  if (path.endsWith('.html')) checkTags(path, source)
  checkLinks(path, source)
  const words = text(path, source).split(/\s+/).length
  if (words < 120) say(path, `only ${words} words`)
}
checkTags('shop/index.html', shop)
checkLinks('shop/index.html', shop)
if (/\sstyle=|\son\w+=|<script>/.test(shop)) say('shop/index.html', 'inline script or style')
const counts = checkQuestions()
const size = ['knowledge', 'shop']
  .flatMap(files)
  .reduce((sum, path) => sum + statSync(join(demo, path)).size, 0)
if (size > SIZE_LIMIT) say('demo', `${size} bytes, the limit is ${SIZE_LIMIT}`)

if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exit(1)
}
console.log(`${pages.size} pages, ${counts}, ${Math.round(size / 1024)} KB: all right`)

function checkTitle(path, source) {
  const titles = path.endsWith('.md') ? source.match(/^# .+$/gm) : source.match(/<h1>.+<\/h1>/g)
  if (titles?.length !== 1) say(path, `${titles?.length ?? 0} titles`)
  if (path.endsWith('.md') && !source.startsWith('# ')) say(path, 'does not begin with its title')
}

function checkTags(path, source) {
  const open = []
  for (const [whole, slash, name] of source.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*?>/g)) {
    if (VOID_TAGS.has(name) || whole.endsWith('/>')) continue
    if (!slash) open.push(name)
    else if (open.pop() !== name) return say(path, `</${name}> closes another tag`)
  }
  if (open.length > 0) say(path, `<${open.join('>, <')}> not closed`)
}

function checkLinks(path, source) {
  for (const [, target] of source.matchAll(/(?:href="|\]\()(\/[^")#]*)/g)) {
    const known = target.startsWith('/help/')
      ? urls.has(target)
      : target.startsWith('/demo?p=')
        ? shop.includes(`data-nav="${target.slice('/demo?p='.length)}"`)
        : target === '/demo' || files('shop').includes(target.replace('/demo/', 'shop/'))
    if (!known) say(path, `leads nowhere: ${target}`)
  }
}

/** What a reader sees of a page, without its frame. */
function text(path, source) {
  if (path.endsWith('.md')) return source
  const article = source.slice(source.indexOf('<article>'), source.indexOf('</article>'))
  return article.replace(/<[^>]+>/g, '').replaceAll('&amp;', '&')
}

function checkQuestions() {
  const rows = readFileSync(join(demo, 'questions.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const seen = new Set()
  for (const { question, expect, also = [], quote, kind, history } of rows) {
    const key = JSON.stringify([question, history])
    if (seen.has(key)) say('questions.jsonl', `twice: ${question}`)
    seen.add(key)
    if ((expect === null) !== (kind === 'unanswerable'))
      say('questions.jsonl', `kind and expect disagree: ${question}`)
    if (kind === 'follow_up' && !history) say('questions.jsonl', `follow-up without history: ${question}`)
    for (const path of [expect, ...also]) {
      if (path && !pages.has(path)) say('questions.jsonl', `no such page: ${path}`)
    }
    if (expect && pages.has(expect) && !text(expect, pages.get(expect)).includes(quote)) {
      say('questions.jsonl', `"${quote}" is not on ${expect}`)
    }
  }
  const answerable = rows.filter((row) => row.expect !== null).length
  return `${answerable} answerable and ${rows.length - answerable} unanswerable questions`
}

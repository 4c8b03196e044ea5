// Builds what the server embeds: dist/widget.js (loader), dist/widget/panel-<hash>.js with its chunks and fonts,
// dist/manifest.json, and a .gz and .br beside every text file. ASCII only, so that a page in any charset may embed it.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'vite'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(root, 'dist')
const require = createRequire(import.meta.url)
/** Bytes, gzipped: more than this fails the build. */
const BUDGET = { loader: 3_000, panel: 20_000, rules: 4_000 }

const FONTS = {
  ui: '@fontsource-variable/geist/files/geist-latin-wght-normal.woff2',
  display: '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2',
}

const base = {
  root,
  configFile: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: '#dom' } },
}
const options = (entry, format, define, output) => ({
  ...base,
  define,
  build: {
    outDir: dist,
    emptyOutDir: false,
    copyPublicDir: false,
    target: 'es2022',
    minify: 'oxc',
    modulePreload: false,
    reportCompressedSize: false,
    lib: { entry: join(root, entry), formats: [format], name: 'BatonLoader' },
    // Libraries keep their line breaks otherwise; this one is nobody's dependency.
    rolldownOptions: {
      preserveEntrySignatures: 'allow-extension',
      output: { ...output, minify: true, comments: false },
    },
  },
})

rmSync(dist, { recursive: true, force: true })
mkdirSync(join(dist, 'widget'), { recursive: true })
const fonts = copyFonts()
const [panel] = await build(
  options(
    'src/panel/main.tsx',
    'es',
    { __FONTS__: JSON.stringify(fonts) },
    {
      entryFileNames: 'widget/panel-[hash].js',
      chunkFileNames: 'widget/panel-[name]-[hash].js',
      // What the later parts share with the panel is in the panel: one file, one request.
      codeSplitting: { groups: [{ name: 'main', test: /widget.src.(dom|panel.main)/ }] },
    },
  ),
)
const entry = panel.output.find((file) => file.isEntry).fileName
const [rules] = await build(
  options('src/rules/main.ts', 'es', {}, { entryFileNames: 'widget/rules-[hash].js' }),
)
const rulesEntry = rules.output.find((file) => file.isEntry).fileName
await build(
  options(
    'src/loader/main.ts',
    'iife',
    { __PANEL__: JSON.stringify(entry), __RULES__: JSON.stringify(rulesEntry) },
    { entryFileNames: 'widget.js' },
  ),
)
// For loaders from a cache that outlived the panel they name.
writeFileSync(join(dist, 'widget/panel.js'), `export * from './${entry.split('/').at(-1)}'\n`)
writeFileSync(
  join(dist, 'manifest.json'),
  `${JSON.stringify({ loader: 'widget.js', panel: entry, rules: rulesEntry, fonts }, null, 2)}\n`,
)

const sizes = compress()
report(sizes)

function copyFonts() {
  const copied = {}
  for (const [face, file] of Object.entries(FONTS)) {
    const bytes = readFileSync(require.resolve(file))
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8)
    copied[face] = `widget/${face}-${hash}.woff2`
    writeFileSync(join(dist, copied[face]), bytes)
  }
  return copied
}

function compress() {
  const sizes = {}
  for (const file of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const path = join(file.parentPath ?? file.path, file.name)
    if (!file.isFile() || !/\.(js|json)$/.test(file.name)) continue
    const bytes = Buffer.from(ascii(readFileSync(path, 'utf8')))
    const gz = gzipSync(bytes, { level: 9 })
    const br = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
    writeFileSync(path, bytes)
    writeFileSync(`${path}.gz`, gz)
    writeFileSync(`${path}.br`, br)
    sizes[relative(dist, path)] = { raw: bytes.length, gz: gz.length, br: br.length }
  }
  return sizes
}

/** Letters outside ASCII occur in strings and patterns only, where the escape means the same. */
function ascii(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII begins with them
  return text.replace(/[^\u0000-\u007f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function report(sizes) {
  for (const [file, { raw, gz, br }] of Object.entries(sizes)) {
    console.log(
      `${file.padEnd(32)} ${String(raw).padStart(7)} raw ${String(gz).padStart(6)} gz ${String(br).padStart(6)} br`,
    )
  }
  const over = [
    ['loader', sizes['widget.js'].gz, BUDGET.loader],
    ['panel', sizes[entry].gz, BUDGET.panel],
    ['rules', sizes[rulesEntry].gz, BUDGET.rules],
  ].filter(([, size, limit]) => size > limit)
  for (const [part, size, limit] of over)
    console.error(`${part}: ${size} bytes gzipped, allowed are ${limit}`)
  if (over.length) process.exit(1)
}

import { fileURLToPath } from 'node:url'
import vm from 'node:vm'
import { build } from 'vite'

/** What a tab can run: one of `clients/`, with everything of the product that it imports, built as the product is. */
export async function program(name) {
  const entry = fileURLToPath(new URL(`../clients/${name}.mjs`, import.meta.url))
  const [{ output }] = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'Program' } },
  })
  return new vm.Script(output[0].code, { filename: `${name}.js` })
}

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const COMPRESSIBLE = /\.(js|css|svg|html)$/

/**
 * Writes `.br` and `.gz` beside each asset, so that the server never compresses a static file. Only once the files are
 * written: until then the bundler still replaces names in them.
 */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    writeBundle(options, bundle) {
      for (const name of Object.keys(bundle)) {
        if (!COMPRESSIBLE.test(name)) continue
        const file = join(options.dir ?? 'dist', name)
        const source = readFileSync(file)
        writeFileSync(`${file}.br`, brotliCompressSync(source))
        writeFileSync(`${file}.gz`, gzipSync(source, { level: 9 }))
      }
    },
  }
}

/** What the first page and most others need: in one file it is smaller than in thirty. */
const COMMON =
  /lucide-react\/dist\/esm\/(createLucideIcon|icons\/(x|plus|check|search|inbox|target|book-open|settings-2|undo-2|refresh-cw|keyboard|chevron-down|ellipsis|send|scroll-text))\.|node_modules\/clsx\/|console\/src\/(lib\/(http|use-debounced|keys|keyboard|time|store|toasts|use-narrow|i18n|i18n\/en\/(shell|inbox|leads))|live\/(cache|command|outbox|assign|viewers|writing)|ui\/(avatar|insertion|viewers|hold|keys|dialog|search-field|late|icon-button|menu|marked|marks|lead-chip))\.tsx?$/

/** Where a running server is, while developing: `BATON_URL=http://127.0.0.1:8080 npm run dev`. */
const server = process.env.BATON_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  base: '/app/',
  plugins: [react(), precompress()],
  build: {
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'common', test: COMMON },
          ],
        },
      },
    },
  },
  server: {
    proxy: { '/api': server, '/broadcasting': server, '/realtime': { target: server, ws: true } },
  },
  test: { environment: 'jsdom', include: ['test/**/*.test.{ts,tsx}'], setupFiles: ['test/setup.ts'] },
})

import { defineConfig } from 'vitest/config'

/** Unit tests only; the product is built by `build/build.mjs`. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: '#dom', development: false } },
  define: { __PANEL__: '"widget/panel-test.js"', __RULES__: '"widget/rules-test.js"', __FONTS__: '{}' },
  test: {
    environment: 'jsdom',
    include: ['tests/**/*.test.{ts,tsx}'],
    environmentOptions: { jsdom: { url: 'https://shop.example/boots' } },
  },
})

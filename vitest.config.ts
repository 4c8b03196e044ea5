import { defineConfig } from 'vitest/config'

/** All projects in one run. */
export default defineConfig({ test: { projects: ['packages/realtime', 'console', 'widget'] } })

/** The tests of all loaded files, in the order in which they were declared. */
export const tests = []

/** Declares a test. `body` gets a stage of its own, which is struck when it ends. */
export function test(name, body) {
  tests.push({ name, body, whole: false })
}

/** One that needs a browser as people have it, with notifications of the system: one without a window has none. */
export function testInWholeBrowser(name, body) {
  tests.push({ name, body, whole: true })
}

/** What the console takes from its surroundings, in one place, so that tests can hold it still. */
export const ambient = {
  /** Milliseconds since the epoch. */
  now: (): number => Date.now(),
  /** A fresh id for something that this browser creates. */
  id: (): string => crypto.randomUUID(),
  online: (): boolean => navigator.onLine,
}

/** Asks the server to end a statement, over a connection of its own. */

/**
 * The driver's own `cancel`, of which postgres.js 3.4 drops the promise: where the server is away, its
 * rejection would be nobody's, and end the process.
 * @param query of the driver, under way
 */
export function askToEnd(query: object): void {
  const ask: unknown = Reflect.get(query, "canceller");
  if (typeof ask !== "function") return;
  const asked: unknown = Reflect.apply(ask, query, [query]);
  Promise.resolve(asked).catch(() => undefined);
}

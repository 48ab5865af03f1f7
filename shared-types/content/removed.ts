/** What a reference shows whose item is gone: a name, and never an id. Pure. */
const IDS = [
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  // Short ids, as samples and old books have: `ch-12`, `wr-wall`, `c3`.
  /^[a-z]{1,12}([-_][a-z0-9]+)+$/,
  /^[a-z]{1,3}\d+$/,
];

/** Whether this is an id and not a name that a model wrote. */
export function isItemId(text: string): boolean {
  return IDS.some((pattern) => pattern.test(text));
}

/** A reference that resolves to nothing, as it is read. */
export function unresolvedName(written: string, removed: string): string {
  return isItemId(written) ? removed : written;
}

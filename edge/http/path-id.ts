const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A path's id, or null where it is malformed: that is the same 404 as one that does not exist. */
export function pathId(value: string | undefined): string | null {
  return value !== undefined && UUID.test(value) ? value : null;
}

/** `release` is safe to call twice. */
export type FileLock =
  | { readonly status: "acquired"; readonly release: () => void }
  | { readonly status: "held"; readonly pid: number };

/** Tries once to take the lock file at `path`; a dead holder's file is taken over. */
export function acquireFileLock(path: string): FileLock;

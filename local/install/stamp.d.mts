/** What an install holds: the locks' hash with the platform, and whether development packages are in. */
export interface Stamp {
  readonly key: string;
  readonly dev: boolean;
}

/** Hash of the lock files, platform, architecture and further `facts`. */
export function installKey(files: readonly string[], facts?: readonly string[]): string;
/** null where there is no whole stamp: an install that was cut off has none. */
export function readStamp(path: string): Stamp | null;
export function writeStamp(path: string, stamp: Stamp): void;
export function removeStamp(path: string): void;
/** `renew`: from nothing; `add`: what is there stays; `dev`: with the development packages. */
export function planInstall(
  present: Stamp | null,
  wanted: Stamp,
): { readonly action: "none" } | { readonly action: "add" | "renew"; readonly dev: boolean };

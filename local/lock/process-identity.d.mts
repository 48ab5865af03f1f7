/** A text that names this very process (start time and boot), or null where none runs. */
export function processIdentity(pid: number): string | null;
/** True for a running process, also one of another user. */
export function isAlive(pid: number): boolean;

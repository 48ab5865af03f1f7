/** Whether a part that follows LISTEN has been deaf for so long that somebody should know. */

/** A restart of the server, or a failover, is over by then. */
const DEAF_AFTER_MS = 15_000;

/** @returns to be asked now and then, such as at each heartbeat */
export function deafness(isHearing: () => boolean, afterMs = DEAF_AFTER_MS): () => boolean {
  let heardAt = performance.now();
  return () => {
    const now = performance.now();
    if (isHearing()) {
      heardAt = now;
      return false;
    }
    return now - heardAt >= afterMs;
  };
}

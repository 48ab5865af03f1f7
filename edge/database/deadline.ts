/** Work with a deadline, after which somebody else looks after it. */
import { DeadlineExceeded } from "./failure.ts";

/** PostgreSQL ends a statement at the deadline itself, and its answer takes its way. */
const GRACE_MS = 1_000;

/**
 * @param onSettled called where the work settled in time
 * @param onExceeded called where it did not; the caller has DeadlineExceeded then
 * @throws DeadlineExceeded, or what the work threw
 */
export async function withDeadline<T>(
  work: Promise<T>,
  deadlineMs: number,
  onSettled: () => void,
  onExceeded: () => Promise<void>,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isExceeded = false;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      isExceeded = true;
      reject(new DeadlineExceeded(`no answer within ${deadlineMs} ms`));
      void onExceeded();
    }, deadlineMs + GRACE_MS);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
    if (!isExceeded) onSettled();
  }
}

/** Whether it ended, however, before the time was over. */
export async function isSettledWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const settled = work.then(
    () => true,
    () => true,
  );
  const isSettled = await Promise.race([settled, over]);
  clearTimeout(timer);
  return isSettled;
}

/** Waiting for something that may never come. */
export type InTime<T> =
  | { readonly outcome: "DONE"; readonly value: T }
  /** It goes on; its failure, should it come, is nobody's. */
  | { readonly outcome: "LATE" };

/** @throws what the work threw in time */
export async function inTime<T>(work: PromiseLike<T>, ms: number): Promise<InTime<T>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<InTime<T>>((resolve) => {
    timer = setTimeout(() => resolve({ outcome: "LATE" }), ms);
  });
  const done = Promise.resolve(work).then((value) => ({ outcome: "DONE", value }) as const);
  try {
    return await Promise.race([done, late]);
  } finally {
    clearTimeout(timer);
  }
}

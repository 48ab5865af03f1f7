/** What `npm run doctor` found of one part, in words for who runs the studio. */

export interface Finding {
  readonly part: string;
  /** `note`: works, and should be known. */
  readonly outcome: "ok" | "note" | "wrong";
  /** Holds no secret. */
  readonly message: string;
}

export type Variables = Readonly<Record<string, string | undefined>>;

/** Looks at one part; what it throws is a fault of the part, told by its message. */
export interface Examination {
  readonly part: string;
  examine(): Promise<readonly Omit<Finding, "part">[]>;
}

/** All at the same time; each has its deadline. */
export async function examineAll(
  examinations: readonly Examination[],
  deadlineMs: number,
): Promise<readonly Finding[]> {
  const found = await Promise.all(
    examinations.map(async ({ part, examine }) => {
      const findings = await within(examine(), deadlineMs).catch((error: unknown) => [
        { outcome: "wrong" as const, message: error instanceof Error ? error.message : "unknown" },
      ]);
      return findings.map((finding) => ({ part, ...finding }));
    }),
  );
  return found.flat();
}

async function within<T>(work: Promise<T>, deadlineMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no answer within ${deadlineMs / 1_000} s`)),
      deadlineMs,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What `npm run doctor` found of one part, in words for who runs the studio. */
import { inTime } from "#runtime/work/in-time.ts";

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
  readonly examine: () => Promise<readonly Omit<Finding, "part">[]>;
}

/** All at the same time; each has its deadline. */
export async function examineAll(
  examinations: readonly Examination[],
  deadlineMs: number,
): Promise<readonly Finding[]> {
  const found = await Promise.all(
    examinations.map(async ({ part, examine }) => {
      const findings = await examinedIn(examine, deadlineMs);
      return findings.map((finding) => ({ part, ...finding }));
    }),
  );
  return found.flat();
}

async function examinedIn(
  examine: Examination["examine"],
  deadlineMs: number,
): Promise<readonly Omit<Finding, "part">[]> {
  try {
    const examined = await inTime(examine(), deadlineMs);
    if (examined.outcome === "DONE") return examined.value;
    return [{ outcome: "wrong", message: `no answer within ${deadlineMs / 1_000} s` }];
  } catch (error) {
    return [{ outcome: "wrong", message: error instanceof Error ? error.message : "unknown" }];
  }
}

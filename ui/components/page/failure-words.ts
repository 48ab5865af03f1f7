/** Why a press did not work, in a sentence. */
import { momentAhead } from "../../i18n/moment.ts";
import { words } from "../../i18n/words.ts";
import type { FailedPress } from "../../models/session/send-outcome.ts";

/**
 * Of a press that is kept, and pressed again by itself where others have to end what is in its way.
 * @param failed as failPress shows it
 */
export function pressFailureWords(failed: Pick<FailedPress, "outcome">): string {
  const why = failureWords(failed);
  const { sentAfterwards } = words.value.notices;
  return failed.outcome.reason === "MAINTENANCE" ? `${why}${sentAfterwards}` : why;
}

/** @param here what is refused in one place alone, by its code */
export function failureWords(
  failed: Pick<FailedPress, "outcome">,
  here?: Readonly<Record<string, string>>,
): string {
  const text = words.value.notices;
  const table: Readonly<Record<string, string>> = { ...text.refused, ...here };
  if (failed.outcome.outcome === "unreachable") {
    const { reason, until } = failed.outcome;
    if (reason === "MAINTENANCE") {
      return text.maintenance(until === undefined ? null : momentAhead(until));
    }
    return table[reason ?? ""] ?? text.unreachable;
  }
  const { code, retry_after_seconds: seconds } = failed.outcome.problem;
  if (code === "RATE_LIMITED") return text.tooMany(seconds ?? 60);
  return table[code] ?? text.other;
}

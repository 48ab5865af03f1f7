/** Why a press did not work, in a sentence. */
import { words } from "../../i18n/words.ts";
import type { FailedPress } from "../../models/session/session.ts";

export function failureWords(failed: Pick<FailedPress, "outcome">): string {
  const text = words.value.notices;
  if (failed.outcome.reason === "DISK_FULL") return text.diskFull;
  if (failed.outcome.outcome === "unreachable") return text.unreachable;
  const { code, retry_after_seconds: seconds } = failed.outcome.problem;
  if (code === "RATE_LIMITED") return text.tooMany(seconds ?? 60);
  const table: Readonly<Record<string, string>> = text.refused;
  return table[code] ?? text.other;
}

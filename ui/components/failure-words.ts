/** Why a press did not work, in a sentence. */
import { words } from "../i18n/words.ts";
import type { FailedPress } from "../models/session.ts";

export function failureWords(failed: Pick<FailedPress, "outcome">): string {
  const text = words.value.notices;
  if (failed.outcome.outcome === "unreachable") return text.unreachable;
  const table: Readonly<Record<string, string>> = text.refused;
  return table[failed.outcome.problem.code] ?? text.other;
}

/** Why a press did not work, in a sentence. */
import { interfaceLanguage } from "../../i18n/interface-language.ts";
import { words } from "../../i18n/words.ts";
import type { FailedPress } from "../../models/session/send-outcome.ts";

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
      // Not by i18n/moment.ts, which is no part of the first look.
      return text.maintenance(until && new Date(until).toLocaleString(interfaceLanguage.value));
    }
    return table[reason ?? ""] ?? text.unreachable;
  }
  const { code, retry_after_seconds: seconds } = failed.outcome.problem;
  if (code === "RATE_LIMITED") return text.tooMany(seconds ?? 60);
  return table[code] ?? text.other;
}

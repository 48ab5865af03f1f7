/** Why something cannot be pressed now, in one sentence; null where it can. */
import type { CommandType } from "#shared/commands/command-table.ts";
import { words } from "../../../i18n/studio.words.ts";
import type { Studio } from "../../../models/studio/studio.ts";

export function reasonAgainst(studio: Studio, type: CommandType): string | null {
  const state = studio.session.state.value;
  const text = words.value;
  if (!state) return text.chrome.loading;
  if (!studio.isCurrent.value) return text.reasons.reading;
  if (state.is_pending) return text.generating.reason;
  if (studio.session.sending.value.has(type)) return text.reasons.sending;
  if (!state.available_commands.includes(type)) return text.reasons.notNow;
  return null;
}

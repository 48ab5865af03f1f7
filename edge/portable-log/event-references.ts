/** Whether an event of somebody's log speaks only of what that log has by then. */
import { choices } from "#shared/events/choices.ts";
import type { EventType } from "#shared/event-types.ts";
import { candidateIds } from "#shared/session/state.ts";
import { isStage, STAGES } from "#shared/stages.ts";
import type { Payload, ReadContext } from "./read-context.ts";
import { stageIn } from "./check-named-stages.ts";

const ELSEWHERE = "chooses a candidate that the log does not have before it";

/** @returns what is wrong, or null */
export function referenceFault(
  eventType: EventType,
  payload: Payload,
  context: ReadContext,
): string | null {
  const { stage, working } = payload;
  const chosen = [working, eventType === "genesis.stage.confirmed" ? payload : null];
  if (!chosen.every((ids) => isKnown(stage, ids, context))) return ELSEWHERE;
  for (const name of eventType === "genesis.name.changed" ? STAGES : []) {
    if (!isKnown(name, stageIn(payload, name)?.["working"], context)) return ELSEWHERE;
  }
  for (const name of ["choices", "before"]) {
    const parsed = choices.safeParse(payload[name]);
    if (parsed.success && !holds(parsed.data, context)) return ELSEWHERE;
  }
  if (eventType === "genesis.session.finished") {
    context.editions += 1;
    if (payload["edition"] !== context.editions) return `is no edition ${context.editions}`;
  }
  return null;
}

function holds({ stages }: ReturnType<typeof choices.parse>, context: ReadContext): boolean {
  return STAGES.every((stage) => {
    const { accepted, working, stale_because } = stages[stage];
    return (
      isKnown(stage, accepted, context) &&
      isKnown(stage, working, context) &&
      Object.entries(stale_because ?? {}).every(([of, ids]) => isKnown(of, ids, context))
    );
  });
}

/** Also where nothing is chosen. */
function isKnown(stage: unknown, ids: unknown, { rounds }: ReadContext): boolean {
  if (ids === null || ids === undefined) return true;
  const parsed = candidateIds.safeParse(ids);
  return parsed.success && isStage(stage) && rounds.has(stage, parsed.data);
}

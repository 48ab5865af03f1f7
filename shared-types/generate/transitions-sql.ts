/** The triggers that hold every status to TRANSITIONS. */
import { TRANSITIONS } from "../statuses.ts";

function trigger([table, allowed]: readonly [string, object]): string {
  return `create or replace trigger enforce_transition before update of status on ${table}
  for each row when (old.status is distinct from new.status)
  execute function genesis.enforce_transition('${JSON.stringify(allowed)}');
`;
}

/** The text of sql/functions/transitions/triggers.generated.sql. */
export function transitionsSql(): string {
  return `-- Generated from shared-types/statuses.ts by \`npm run generate\`. Do not edit.
${Object.entries(TRANSITIONS).map(trigger).join("")}`;
}

/** The command table as SQL: `genesis.command_table`, which accepting a command reads. */
import { COMMAND_TABLE, type CommandRow } from "../command-table.ts";

function array(values: readonly string[]): string {
  return `array[${values.map((value) => `'${value}'`).join(", ")}]::text[]`;
}

function row([type, command]: readonly [string, CommandRow], index: number): string {
  const { stage } = command;
  const cells = [
    index + 1,
    `'${type}'`,
    `'${command.event_type}'`,
    `'${command.background}'`,
    `'${command.pending}'`,
    array(command.session_statuses),
    stage !== null,
    stage?.only_first ?? false,
    array(stage?.statuses ?? []),
    `'${stage?.needs_proposal ?? "never"}'`,
    command.needs_all_confirmed,
  ];
  return `    (${cells.join(", ")})`;
}

/** The text of sql/generated/command_table.sql. */
export function commandTableSql(): string {
  return `-- Generated from shared-types/command-table.ts by \`npm run generate\`. Do not edit.
create or replace view genesis.command_table
  (position, command_type, event_type, background, pending, session_statuses, has_stage_rule,
   only_first, stage_statuses, needs_proposal, needs_all_confirmed) as
  values
${Object.entries(COMMAND_TABLE).map(row).join(",\n")};
grant select on genesis.command_table to genesis_app, genesis_service;
`;
}

/** The command table as SQL: `genesis.command_table`, which accepting a command reads. */
import { COMMAND_TABLE, type CommandRow } from "../commands/command-table.ts";

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
    command.named_stage === undefined ? "null" : `'${command.named_stage}'`,
    command.needs === undefined ? "null" : `'${command.needs}'`,
    command.is_undoable ?? false,
    command.is_proposing ?? false,
  ];
  return `    (${cells.join(", ")})`;
}

/** The text of sql/generated/command_table.sql. */
export function commandTableSql(): string {
  return `-- Generated from shared-types/commands/command-table.ts by \`npm run generate\`. Do not edit.
-- A table and not a view of VALUES: those are evaluated row by row at each command.
create table if not exists genesis.command_table (
  position integer not null,
  command_type text not null,
  event_type text not null,
  background text not null,
  pending text not null,
  session_statuses text[] not null,
  has_stage_rule boolean not null,
  only_first boolean not null,
  stage_statuses text[] not null,
  needs_proposal text not null,
  needs_all_confirmed boolean not null,
  named_stage text,
  needs text,
  is_undoable boolean not null,
  is_proposing boolean not null
);
truncate genesis.command_table;
insert into genesis.command_table values
${Object.entries(COMMAND_TABLE).map(row).join(",\n")};
grant select on genesis.command_table to genesis_app, genesis_service;
`;
}

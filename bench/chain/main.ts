/**
 * What the log's hash chain costs a command: commands with it and without it in turn, in one run on one
 * embedded PostgreSQL, one call and one commit each as the edge makes them. Without it every link is
 * null, and nothing else differs.
 */
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Sql } from "postgres";
import { type BenchOptions, type Measurement, median } from "../measurement.ts";
import { startOwnDatabase } from "../own-database.ts";

const COMMANDS = 200;
const ROUNDS = 12;

const sqlFile = (path: string) => readFile(new URL(path, import.meta.url), "utf8");

/** A hand's edit, a choice of words, a note: what a writer sends, at the sizes that writers send it. */
function commandOf(n: number): readonly [string, object] {
  switch (n % 3) {
    case 0: {
      const facts = Array.from({ length: 12 }, (_, at) => ({
        label: `f${at}`,
        text: "word ".repeat(40),
      }));
      return ["SAVE_CANDIDATE", { stage: "STORY_CONCEPTION", content: { title: `t ${n}`, facts } }];
    }
    case 1:
      return ["RENAME_SESSION", { title: `name ${n}` }];
    default:
      return ["UPDATE_BRIEF", { notes: `note ${n}` }];
  }
}

/** Microseconds a command, as whoever sends them one after the other has them. */
async function commandUs(app: Sql, account: string): Promise<number> {
  const [opened] = await app<{ id: string }[]>`
    select genesis.create_session(${account}, '', 'en', null, null) #>> '{state,session_id}' as id`;
  const session = opened?.id ?? "";
  const startedAt = performance.now();
  for (let n = 0; n < COMMANDS; n += 1) {
    const [type, payload] = commandOf(n);
    const [row] = await app<{ outcome: string }[]>`
      select genesis.accept_command(${account}, ${session}, ${type},
        ${JSON.stringify(payload)}::text::jsonb, null, null, null) ->> 'outcome' as outcome`;
    if (row?.outcome !== "ACCEPTED") throw new Error(`${type}: ${row?.outcome}`);
  }
  return ((performance.now() - startedAt) * 1_000) / COMMANDS;
}

export async function* run({ long }: BenchOptions): AsyncIterable<Measurement> {
  await using database = await startOwnDatabase();
  const { owner, app } = database;
  const chain = await sqlFile("../../sql/functions/log/next_hash.sql");
  const none = await sqlFile("no-hash.sql");
  const account = randomUUID();
  const withIt: number[] = [];
  const without: number[] = [];
  const turn = async (functions: string, times: number[] | null) => {
    await owner.unsafe(functions);
    const us = await commandUs(app, account);
    times?.push(us);
  };
  await turn(chain, null);
  await turn(none, null);
  // The first turn of a round goes to either by turns: what warms up serves both.
  for (let round = 0; round < (long ? ROUNDS * 5 : ROUNDS); round += 1) {
    const turns = [
      [chain, withIt],
      [none, without],
    ] as const;
    for (const [functions, times] of round % 2 === 0 ? turns : turns.toReversed()) {
      await turn(functions, times);
    }
  }
  const [on, off] = [median(withIt), median(without)];
  yield {
    metric: "chain_share_of_a_command",
    value: (100 * (on - off)) / off,
    unit: "%",
    goal: "< 5",
  };
  yield { metric: "command_with_chain", value: on, unit: "us", goal: null };
  yield { metric: "command_without_chain", value: off, unit: "us", goal: null };
}

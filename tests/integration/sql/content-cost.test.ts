/** What contents cost: work that grows as they do, and bytes that are written once. */
import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import { describe, expect, test } from "vitest";
import { app, service, session, database } from "./one-session.ts";
import { outline } from "./outline.ts";
import { expectTablesEqualLog } from "./projections.ts";
import { rowsLookedAt } from "./rows-looked-at.ts";

const json = (value: unknown) => JSON.stringify(value);

/** Three rounds of which each changes other fields of each chapter, as candidates of one another. */
async function diffChain(sql: Sql, chapters: number): Promise<void> {
  const first = outline(chapters, "first");
  const second = outline(chapters, "second");
  const mixed = { ...first, facts: second["facts"], parts: reversed(second) };
  await sql`
    with a as materialized (
      select genesis.make_candidate(${json(first)}::text::jsonb, null, 'ai', ${randomUUID()}) as c
    ), b as materialized (
      select genesis.make_candidate(${json(second)}::text::jsonb, a.c, 'user', ${randomUUID()}) as c from a
    ), d as materialized (
      select genesis.make_candidate(${json(mixed)}::text::jsonb, b.c, 'user', ${randomUUID()}) as c from b
    )
    select genesis.candidate_json(d.c) from d`;
}

function reversed(content: Readonly<Record<string, unknown>>): unknown {
  const [part] = Array.isArray(content["parts"]) ? content["parts"] : [];
  return [{ ...part, chapters: [...part.chapters].reverse() }];
}

describe("the work", () => {
  test("of a diff doubles with the content, where every field changed and where items moved", async () => {
    const works: number[] = [];
    for (const chapters of [25, 50, 100, 200, 400]) {
      works.push(await rowsLookedAt(database.adminUrl, (sql) => diffChain(sql, chapters)));
    }
    for (const [index, work] of works.slice(1).entries()) {
      expect(work / (works[index] ?? 0)).toBeLessThan(2.3);
    }
  });

  test("of locks doubles with the locks", async () => {
    const works: number[] = [];
    for (const chapters of [50, 100, 200, 400]) {
      const content = outline(chapters, "first");
      const locked = Array.from({ length: chapters }, (_, n) => `/parts/0/chapters/${n}/goal`);
      const work = await rowsLookedAt(
        database.adminUrl,
        (sql) =>
          sql`select genesis.missing_locks(${json(locked)}::text::jsonb, ${json(content)}::text::jsonb)`,
      );
      works.push(work);
    }
    for (const [index, work] of works.slice(1).entries()) {
      expect(work / (works[index] ?? 0)).toBeLessThan(2.3);
    }
  });
});

/** Bytes of a session's rows as they are stored, table by table. */
async function storedBytes(): Promise<number> {
  const [row] = await service<{ bytes: number }[]>`
    select (
      (select coalesce(sum(pg_column_size(payload)), 0) from domain_events where session_id = ${session.session})
      + (select coalesce(sum(pg_column_size(candidates) + pg_column_size(origin)), 0)
         from genesis_proposals where session_id = ${session.session})
      + (select coalesce(sum(pg_column_size(payload) + coalesce(pg_column_size(result), 0)
           + coalesce(pg_column_size(error), 0)), 0)
         from command_inbox where session_id = ${session.session})
      + (select coalesce(sum(pg_column_size(working_locked) + coalesce(pg_column_size(kept_text), 0)), 0)
         from genesis_stages where session_id = ${session.session})
      + (select pg_column_size(s.*) from genesis_sessions s where session_id = ${session.session})
      + (select coalesce(sum(pg_column_size(o.*)), 0) from event_outbox o where session_id = ${session.session})
    )::int as bytes`;
  return row?.bytes ?? 0;
}

describe("an outline of 400 chapters", () => {
  test("saved, revised and confirmed is written once, with at most a tenth around it", async () => {
    const first = outline(400, "first");
    const second = outline(400, "second");
    const third = outline(400, "third");
    const size = (content: unknown) => Buffer.byteLength(json(content));
    const written = async (work: () => Promise<unknown>) => {
      const before = await storedBytes();
      await work();
      return (await storedBytes()) - before;
    };
    const newest = async () => {
      const proposal = (await session.state()).stages["CONCEPT_SELECTION"]?.proposals.at(-1);
      return {
        proposal_id: proposal?.proposal_id ?? "",
        candidate_id: proposal?.candidates[0]?.candidate_id ?? "",
      };
    };
    const stage = "CONCEPT_SELECTION";
    expect(
      await written(() => session.accepted("SAVE_CANDIDATE", { stage, content: first })),
    ).toBeLessThan(size(first) * 1.1);
    const saved = await newest();
    expect(
      await written(() => session.accepted("SAVE_CANDIDATE", { stage, content: second, ...saved })),
    ).toBeLessThan(size(second) * 1.1);
    const revision = { ...(await newest()), feedback: "shorter" };
    expect(
      await written(() => session.generate("REVISE_PROPOSAL", revision, [third])),
    ).toBeLessThan(size(third) * 1.1);
    const chosen = await newest();
    expect(
      await written(() => session.accepted("CONFIRM_STAGE", { stage, ...chosen, edits: first })),
    ).toBeLessThan(size(first) * 1.1);

    const state = await session.state();
    const candidate = state.stages[stage]?.proposals.at(-1)?.candidates[0];
    expect(state.stages[stage]?.accepted?.content).toEqual(first);
    expect(candidate?.changed).toContain("/parts/0/chapters/399/beats/1");
    expect(candidate?.field_origins["/parts/0/chapters/399/beats/1"]?.kind).toBe("user");
    expect(candidate?.field_origins["/parts/0/chapters/399/id"]).toBeUndefined();
    await expectTablesEqualLog(app, service, session.account, session.session);
  });
});

/** A command's transaction: all of its rows or none, once, in order. */
import { randomUUID } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { SessionFixture, connectAs } from "./session-fixture.ts";

let database: TestDatabase;
let app: Sql;
let service: Sql;
let owner: Sql;
let session: SessionFixture;

beforeAll(async () => {
  database = await createDatabase();
  app = connectAs(database.url, "genesis_app", 20);
  service = connectAs(database.url, "genesis_service");
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await Promise.all([app.end(), service.end(), owner.end()]);
  await database.drop();
});
beforeEach(async () => {
  session = await SessionFixture.create(app, service);
});

const concept = (title: string) => ({ title, facts: [{ label: "who", text: "a diver" }] });

describe("the rows of a command", () => {
  test.each(["command_inbox", "async_tasks", "domain_events", "event_outbox"])(
    "when the insert into %s breaks, no row is left",
    async (broken) => {
      await owner.unsafe(
        `create function public.break_insert() returns trigger language plpgsql as $$
           begin raise exception 'broken'; end $$;
         create trigger break_insert before insert on ${broken}
           for each row execute function public.break_insert()`,
      );
      try {
        await expect(session.accept("SUBMIT_IDEA", { idea: "a lighthouse" })).rejects.toThrow(
          "broken",
        );
        expect(await session.rows("command_inbox")).toBe(0);
        expect(await session.rows("async_tasks")).toBe(0);
        expect(await session.rows("domain_events")).toBe(1);
        expect(await session.rows("event_outbox")).toBe(1);
        expect((await session.state()).version).toBe(1);
      } finally {
        await owner.unsafe(
          `drop trigger break_insert on ${broken}; drop function public.break_insert()`,
        );
      }
      expect((await session.accept("SUBMIT_IDEA", { idea: "a lighthouse" })).outcome).toBe(
        "ACCEPTED",
      );
    },
  );

  test("an accepted command has one inbox row, one event with its outbox row, one task", async () => {
    const answer = await session.accepted("SUBMIT_IDEA", { idea: "a lighthouse" });
    expect(answer).toMatchObject({ status: "RECEIVED", version: 2 });
    expect(await session.rows("command_inbox")).toBe(1);
    expect(await session.rows("async_tasks")).toBe(1);
    expect(await session.rows("domain_events")).toBe(2);
    expect(await session.rows("event_outbox")).toBe(2);
  });
});

describe("two commands at once", () => {
  test("of 50 simultaneous ones of one type exactly one is accepted", async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => session.accept("SUBMIT_IDEA", { idea: "x" })),
    );
    const accepted = outcomes.filter((outcome) => outcome.outcome === "ACCEPTED");
    expect(accepted).toHaveLength(1);
    const duplicates = outcomes.filter((outcome) => outcome.outcome === "DUPLICATE_COMMAND");
    expect(duplicates).toHaveLength(49);
    expect(new Set(duplicates.map((outcome) => outcome.duplicate_command_id))).toEqual(
      new Set([accepted[0]?.answer?.command_id]),
    );
  });

  test("the partial unique index alone refuses a second pending command of a type", async () => {
    await session.accepted("SUBMIT_IDEA", { idea: "x" });
    const [row] = await owner<{ command_id: string | null }[]>`
      select (genesis.insert_command(s, 'SUBMIT_IDEA', '{}', true, 'CONCEPT_SELECTION', 3,
        null, null, null, null)).command_id
      from genesis_sessions s where s.session_id = ${session.session}`;
    expect(row?.command_id ?? null).toBeNull();
    expect(await session.rows("command_inbox")).toBe(1);
  });

  test("another background command is SESSION_BUSY, a choice is not", async () => {
    await session.generate("SUBMIT_IDEA", { idea: "x" }, [
      concept("A"),
      concept("B"),
      concept("C"),
    ]);
    const proposal = (await session.state()).stages.CONCEPT_SELECTION?.proposals[0];
    const pending = await session.accepted("REQUEST_INSPIRATION");
    expect(await session.accept("SUBMIT_IDEA", { idea: "y" })).toEqual({
      outcome: "SESSION_BUSY",
      pending_command_id: pending.command_id,
    });
    const choice = {
      proposal_id: proposal?.proposal_id,
      candidate_id: proposal?.candidates[1]?.candidate_id,
    };
    expect((await session.accept("SELECT_CANDIDATE", choice)).outcome).toBe("ACCEPTED");
    expect((await session.accept("CONFIRM_STAGE", choice)).outcome).toBe("SESSION_BUSY");
  });
});

describe("an Idempotency-Key", () => {
  test("replays the first answer and writes nothing", async () => {
    const first = await session.accept("SUBMIT_IDEA", { idea: "x" }, { key: "k", hash: "h" });
    await session.accepted("CANCEL_GENERATION");
    const again = await session.accept("SUBMIT_IDEA", { idea: "x" }, { key: "k", hash: "h" });
    expect(again).toEqual({ outcome: "REPLAYED", answer: first.answer });
    expect(await session.rows("command_inbox")).toBe(2);
  });

  test("with another body is refused, and a refused command leaves its key free", async () => {
    expect((await session.accept("CONFIRM_STAGE", {}, { key: "k", hash: "a" })).outcome).toBe(
      "COMMAND_NOT_ALLOWED",
    );
    expect(
      (await session.accept("SUBMIT_IDEA", { idea: "x" }, { key: "k", hash: "b" })).outcome,
    ).toBe("ACCEPTED");
    expect(
      (await session.accept("SUBMIT_IDEA", { idea: "y" }, { key: "k", hash: "c" })).outcome,
    ).toBe("IDEMPOTENCY_KEY_REUSED");
  });
});

describe("what a session refuses", () => {
  test("another account's session is not found", async () => {
    const [row] = await app<{ outcome: { outcome: string } }[]>`
      select genesis.accept_command(${randomUUID()}, ${session.session}, 'SUBMIT_IDEA',
        '{"idea": "x"}', null, null, null) as outcome`;
    expect(row?.outcome).toEqual({ outcome: "NOT_FOUND" });
  });

  test("an expected version that is not the session's", async () => {
    expect(await session.accept("SUBMIT_IDEA", { idea: "x" }, { expected: 7 })).toEqual({
      outcome: "VERSION_CONFLICT",
      version: 1,
    });
  });

  test("a lock that points to nothing in the candidate", async () => {
    await session.generate("SUBMIT_IDEA", { idea: "x" }, [concept("A")]);
    const working = (await session.state()).stages.CONCEPT_SELECTION?.working;
    const outcome = await session.accept("REVISE_PROPOSAL", {
      proposal_id: working?.proposal_id,
      candidate_id: working?.candidate_id,
      feedback: "older",
      locked: ["/title", "/facts/7/text"],
    });
    expect(outcome.issues).toEqual([
      { path: "/payload/locked/1", message: "points to nothing in this candidate" },
    ]);
  });

  test("a proposal that is another session's", async () => {
    const other = await SessionFixture.create(app, service);
    await other.generate("SUBMIT_IDEA", { idea: "x" }, [concept("A")]);
    await session.generate("SUBMIT_IDEA", { idea: "x" }, [concept("A")]);
    const working = (await other.state()).stages.CONCEPT_SELECTION?.working;
    const outcome = await session.accept("CONFIRM_STAGE", {
      proposal_id: working?.proposal_id,
      candidate_id: working?.candidate_id,
    });
    expect(outcome).toMatchObject({ outcome: "VALIDATION_FAILED" });
  });

  test("an event of a session that nobody may see does not show under row-level security", async () => {
    const rows = await app`select * from domain_events`;
    expect(rows).toHaveLength(0);
  });
});

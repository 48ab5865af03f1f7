/** Branches: a session that goes on from a version of another. */
import { describe, expect, test } from "vitest";
import { STAGES } from "#shared/stages.ts";
import { app, service, session } from "./one-session.ts";
import { expectTablesEqualLog } from "./projections.ts";
import { SessionFixture } from "./session-fixture.ts";
import { confirm, content, newest, write } from "./small-book.ts";

/** Where a text is stored, by table. */
async function places(text: string): Promise<string[]> {
  const rows = await service<{ place: string }[]>`
    select 'proposals' as place from genesis_proposals where candidates::text like ${`%${text}%`}
    union all select 'stages' from genesis_stages where says like ${`%${text.toLowerCase()}%`}
    union all select 'novels' from novels where content::text like ${`%${text}%`}
    union all select 'sessions' from genesis_sessions where created_answer::text like ${`%${text}%`}`;
  return rows.map(({ place }) => place);
}

async function branching(version: number) {
  const [row] = await app<{ branched: { outcome: string; issues?: readonly unknown[] } }[]>`
    select genesis.branch_session(${session.account}, ${session.session}, ${version}, null, null)
      as branched`;
  return row?.branched;
}

describe("a branch", () => {
  test("begins with the first's log up to that version, and goes on by itself", async () => {
    await session.generate("SUBMIT_IDEA", { idea: "x" }, [content("A"), content("B")]);
    const { version } = await session.state();
    await confirm(session, "CONCEPT_SELECTION");
    await write(session, "story");
    const branch = await session.branch(version);
    const state = await branch.state();
    expect(state.branch_of).toEqual({ session_id: session.session, version });
    expect(state).toMatchObject({ version, is_pending: false, title: "", status: "ACTIVE" });
    expect(state.stages.CONCEPT_SELECTION).toMatchObject({ status: "DRAFT", accepted: null });
    expect(state.usage).toEqual({ input_tokens: 0, output_tokens: 0, cost_usd: 0 });
    await expectTablesEqualLog(app, service, branch.account, branch.session);

    const first = await session.state();
    await confirm(branch, "CONCEPT_SELECTION");
    await write(branch, "another story");
    expect((await branch.state()).stages.STORY_CONCEPTION?.proposals).toHaveLength(1);
    expect(await session.state()).toEqual(first);
    await expectTablesEqualLog(app, service, branch.account, branch.session);
  });

  test("what was being generated is cancelled in it, and goes on in the first", async () => {
    await session.accepted("SUBMIT_IDEA", { idea: "x" });
    const branch = await session.branch(2);
    expect(await branch.state()).toMatchObject({ is_pending: false, version: 3 });
    await expectTablesEqualLog(app, service, branch.account, branch.session);
    await write(session, "A", "B");
    expect((await branch.state()).stages.CONCEPT_SELECTION?.proposals).toEqual([]);
    await branch.accepted("SUBMIT_IDEA", { idea: "y" });
    await write(branch, "C");
  });

  test("no text is stored twice, and the texts outlive the first", async () => {
    await session.generate("SUBMIT_IDEA", { idea: "x" }, [content("unmistakable")]);
    const branch = await session.branch((await session.state()).version);
    const second = await branch.branch((await branch.state()).version);
    // The first's stage has it once more, in lower case, to be searched.
    expect(await places("unmistakable")).toEqual(["proposals", "stages"]);
    await app`select genesis.delete_session(${session.account}, ${session.session})`;
    await service`update genesis_sessions set deleted_at = now() - interval '40 days'
      where session_id = ${session.session}`;
    await service`update event_outbox set status = 'SENT', sent_at = now()
      where session_id = ${session.session}`;
    await service`select genesis.erase_sessions('30 days', 1000)`;
    expect(await session.rows("domain_events")).toBe(0);
    expect(await places("unmistakable")).toEqual(["proposals"]);
    for (const left of [branch, second]) {
      expect((await left.state()).stages.CONCEPT_SELECTION?.proposals).toMatchObject([
        { candidates: [{ content: content("unmistakable") }] },
      ]);
      await expectTablesEqualLog(app, service, left.account, left.session);
    }
  });

  test("a finished book's has its novel, and a name of its own", async () => {
    await session.generate("SUBMIT_IDEA", { idea: "x" }, [content("A")]);
    for (const stage of STAGES) {
      const { status } = await confirm(session, stage);
      if (status === "RECEIVED") await write(session, `after ${stage}`);
    }
    await session.accepted("FINISH_GENESIS");
    const branch = await session.branch((await session.state()).version, { title: "What if" });
    const state = await branch.state();
    expect(state).toMatchObject({ status: "COMPLETED", title: "What if" });
    expect(state.novel_id).not.toBe((await session.state()).novel_id);
    await expectTablesEqualLog(app, service, branch.account, branch.session);
    await branch.accepted("UNDO");
    expect((await branch.state()).title).toBe("A");
  });

  test("of a version that is not, of nothing, and where there is no room", async () => {
    expect(await branching(2)).toMatchObject({
      outcome: "VALIDATION_FAILED",
      issues: [{ path: "/version", message: "this session has no such version" }],
    });
    const other = await SessionFixture.create(app, service);
    const [row] = await app<{ one: unknown; many: unknown }[]>`
      select genesis.branch_session(${other.account}, ${session.session}, 1, null, null) as one,
        genesis.branch_session(${session.account}, ${session.session}, 1, null, null, null, 1) as many`;
    expect(row).toEqual({ one: { outcome: "NOT_FOUND" }, many: { outcome: "TOO_MANY_OPEN" } });
  });

  test("pieces are carried either way, and the map shows all of them", async () => {
    await session.generate("SUBMIT_IDEA", { idea: "x" }, [content("A")]);
    const branch = await session.branch((await session.state()).version);
    await branch.generate(
      "REVISE_PROPOSAL",
      { ...(await newest(branch, "CONCEPT_SELECTION")), feedback: "f" },
      [content("other")],
    );
    const piece = { ...(await newest(branch, "CONCEPT_SELECTION")), pointer: "/title" };
    const revision = {
      ...(await newest(session, "CONCEPT_SELECTION")),
      feedback: "g",
      use: [piece],
    };
    const { command_id } = await session.accepted("REVISE_PROPOSAL", revision);
    expect((await session.begin(command_id)).context["sources"]).toEqual({
      [piece.candidate_id ?? ""]: content("other"),
    });
    const stranger = await SessionFixture.create(app, service);
    await stranger.generate("SUBMIT_IDEA", { idea: "x" }, [content("A")]);
    const refused = {
      ...(await newest(stranger, "CONCEPT_SELECTION")),
      feedback: "g",
      use: [piece],
    };
    expect(await stranger.accept("REVISE_PROPOSAL", refused)).toMatchObject({
      outcome: "VALIDATION_FAILED",
    });
    const [map] = await app<{ map: { branches: { session_id: string; branch_of: unknown }[] } }[]>`
      select genesis.list_branches(${branch.account}, ${branch.session}) as map`;
    expect(map?.map.branches.map(({ session_id }) => session_id)).toEqual([
      session.session,
      branch.session,
    ]);
  });
});

describe("a name changed everywhere", () => {
  test("in every stage by one event, what is accepted stays accepted, and one UNDO takes it back", async () => {
    await session.generate("SUBMIT_IDEA", { idea: "x" }, [content("Ann and Anna")]);
    await confirm(session, "CONCEPT_SELECTION");
    await write(session, "林夕 meets Ann");
    const before = await session.state();
    await session.accepted("RENAME_EVERYWHERE", { from: "Ann", to: "Mara$1\\1" });
    const state = await session.state();
    expect(state.version).toBe(before.version + 1);
    const titles = (of: typeof state) => [
      of.stages.CONCEPT_SELECTION?.accepted?.content["title"],
      of.stages.STORY_CONCEPTION?.proposals.at(-1)?.candidates[0]?.content["title"],
    ];
    expect(titles(state)).toEqual(["Mara$1\\1 and Anna", "林夕 meets Mara$1\\1"]);
    expect(state.stages.CONCEPT_SELECTION?.status).toBe("CONFIRMED");
    await expectTablesEqualLog(app, service, session.account, session.session);
    const branch = await session.branch(state.version);
    expect(titles(await branch.state())).toEqual(titles(state));
    await expectTablesEqualLog(app, service, branch.account, branch.session);
    await session.accepted("UNDO");
    expect((await session.state()).stages.CONCEPT_SELECTION?.accepted).toEqual(
      before.stages.CONCEPT_SELECTION?.accepted,
    );
    expect(await session.accept("RENAME_EVERYWHERE", { from: "nobody", to: "x" })).toMatchObject({
      outcome: "VALIDATION_FAILED",
      issues: [{ path: "/payload/from" }],
    });
  });
});

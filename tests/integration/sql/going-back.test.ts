/** Going back: a stage opened again, what is stale by it, undo and redo, the shelf. */
import { describe, expect, test } from "vitest";
import { STAGES } from "#shared/stages.ts";
import { confirm, newest, statuses } from "./going-back-setting.ts";
import { app, service, session } from "./one-session.ts";
import { expectTablesEqualLog } from "./projections.ts";
import { content } from "./small-book.ts";

describe("REOPEN_STAGE", () => {
  test("the stage is a DRAFT, later confirmed ones are STALE and say by what", async () => {
    await confirm(STAGES.slice(0, 4));
    const before = (await session.state()).stages.STORY_CONCEPTION;
    await session.accepted("REOPEN_STAGE", { stage: "STORY_CONCEPTION" });
    expect(await statuses()).toBe("CO DR ST ST DR");
    const state = await session.state();
    expect(state.current_stage).toBe("STORY_CONCEPTION");
    expect(state.stages.STORY_CONCEPTION).toMatchObject({
      accepted: null,
      working: before?.working,
    });
    expect(state.stages.WORLDVIEW).toMatchObject({ stale_because: ["STORY_CONCEPTION"] });
    expect(state.stages.WORLDVIEW?.accepted).not.toBeNull();
    const accepted = before?.working;
    expect(state.stages.CHARACTERS?.stale_basis).toEqual({
      STORY_CONCEPTION: {
        proposal_id: accepted?.proposal_id,
        candidate_id: accepted?.candidate_id,
      },
    });
    await expectTablesEqualLog(app, service, session.account, session.session);
  });

  test("confirming what waits as STALE is done at once, and the present accepted stages are what it is made from", async () => {
    await confirm(STAGES.slice(0, 3));
    await session.accepted("REOPEN_STAGE", { stage: "CONCEPT_SELECTION" });
    const confirmed = await session.accepted("CONFIRM_STAGE", {
      ...(await newest("CONCEPT_SELECTION")),
      stage: "CONCEPT_SELECTION",
      edits: content("changed"),
    });
    expect(confirmed.status).toBe("COMPLETED");
    expect(await statuses()).toBe("CO ST ST DR EM");
    const { command_id } = await session.accepted("REGENERATE_PROPOSAL", {});
    const [row] = await service<{ context: { accepted: Record<string, unknown> } }[]>`
      select genesis.begin_command(${command_id}, 1, uuidv7()) -> 'context' as context`;
    expect(row?.context.accepted).toEqual({ CONCEPT_SELECTION: content("changed") });
    await session.record(command_id, [content("anew")]);
    expect(await statuses()).toBe("CO ST ST DR EM");
    expect((await session.accepted("CONFIRM_STAGE", await newest("STORY_CONCEPTION"))).status).toBe(
      "COMPLETED",
    );
    await session.accepted("KEEP_STAGE", { stage: "WORLDVIEW" });
    expect(await statuses()).toBe("CO CO CO DR EM");
    expect((await session.state()).current_stage).toBe("CHARACTERS");
  });

  test("what was accepted stays in the state: the last three times, and what a stale stage was built on", async () => {
    await confirm(STAGES.slice(0, 2));
    const first = await newest("STORY_CONCEPTION");
    await session.accepted("REOPEN_STAGE", { stage: "STORY_CONCEPTION" });
    for (const title of ["1", "2", "3"]) {
      await session.accepted("SAVE_CANDIDATE", {
        stage: "STORY_CONCEPTION",
        content: content(title),
      });
    }
    const proposals = (await session.state()).stages.STORY_CONCEPTION?.proposals ?? [];
    expect(proposals.map(({ proposal_id }) => proposal_id)).toContain(first.proposal_id);
    expect(proposals).toHaveLength(3);

    await confirm(["STORY_CONCEPTION", "WORLDVIEW"]);
    const basis = (await session.state()).stages.STORY_CONCEPTION?.working;
    for (const title of ["4", "5", "6", "7", "8", "9"]) {
      await session.accepted("REOPEN_STAGE", { stage: "STORY_CONCEPTION" });
      const saved = { stage: "STORY_CONCEPTION", content: content(title) };
      await session.accepted("SAVE_CANDIDATE", saved);
      await session.accepted("CONFIRM_STAGE", await newest("STORY_CONCEPTION"));
    }
    const { STORY_CONCEPTION: story, WORLDVIEW: world } = (await session.state()).stages;
    expect(world).toMatchObject({
      status: "STALE",
      stale_basis: { STORY_CONCEPTION: { proposal_id: basis?.proposal_id } },
    });
    const titles = story?.proposals.map(({ candidates }) => candidates[0]?.content["title"]);
    expect(titles).toEqual(["3", "7", "8", "9"]);
  });

  test("a finished book is written again, and finished as its next edition", async () => {
    await confirm(STAGES);
    const { result } = await session.accepted("FINISH_GENESIS");
    expect((await session.accept("KEEP_STAGE", { stage: "WORLDVIEW" })).outcome).toBe(
      "COMMAND_NOT_ALLOWED",
    );
    await session.accepted("REOPEN_STAGE", { stage: "CONCEPT_SELECTION" });
    expect(await session.state()).toMatchObject({ status: "ACTIVE", novel_id: result?.novel_id });
    await session.accepted("CONFIRM_STAGE", {
      ...(await newest("CONCEPT_SELECTION")),
      stage: "CONCEPT_SELECTION",
      edits: content("second"),
    });
    expect((await session.accept("FINISH_GENESIS")).outcome).toBe("COMMAND_NOT_ALLOWED");
    for (const stage of STAGES.slice(1)) await session.accepted("KEEP_STAGE", { stage });
    const again = await session.accepted("FINISH_GENESIS", { title: "Second" });
    expect(again.result).toEqual(result);
    const edition = async (number: number | null) => {
      const [row] = await app<
        { found: { novel: { edition: number; concept: { title: string } } } }[]
      >`
        select genesis.get_novel(${session.account}, ${String(result?.novel_id)}, ${number}) as found`;
      return row?.found.novel;
    };
    expect(await edition(null)).toMatchObject({
      edition: 2,
      title: "Second",
      concept: { title: "second" },
    });
    expect(await edition(2)).toEqual(await edition(null));
    expect(await edition(1)).toMatchObject({ edition: 1, concept: { title: "A" } });
    expect(await edition(3)).toBeUndefined();
    await expectTablesEqualLog(app, service, session.account, session.session);
  });

  test("while something is written it is SESSION_BUSY, and of a stage that is not CONFIRMED not allowed", async () => {
    await confirm(["CONCEPT_SELECTION"]);
    const open = await session.accept("REOPEN_STAGE", { stage: "STORY_CONCEPTION" });
    expect(open.outcome).toBe("COMMAND_NOT_ALLOWED");
    expect(open.available_commands).toContain("REOPEN_STAGE");
    expect(open.available_commands).not.toContain("KEEP_STAGE");
    await session.accepted("REGENERATE_PROPOSAL", {});
    for (const [type, stage] of [
      ["REOPEN_STAGE", "WORLDVIEW"],
      ["KEEP_STAGE", "WORLDVIEW"],
    ] as const) {
      expect((await session.accept(type, { stage }, { expected: 1 })).outcome).toBe("SESSION_BUSY");
    }
    expect((await session.accept("UNDO", {})).outcome).toBe("COMMAND_NOT_ALLOWED");
  });
});

describe("UNDO and REDO", () => {
  test("commands are undone in order, and a new one ends what can be redone", async () => {
    expect((await session.accept("UNDO")).outcome).toBe("COMMAND_NOT_ALLOWED");
    await confirm(["CONCEPT_SELECTION"]);
    const before = await session.state();
    expect(before).toMatchObject({ undo: { command_type: "CONFIRM_STAGE" }, redo: null });
    const undone = await session.accepted("UNDO");
    expect(undone).toMatchObject({
      status: "COMPLETED",
      result: { undone_command_id: before.undo?.command_id },
    });
    expect(await statuses()).toBe("DR DR EM EM EM");
    const after = await session.state();
    expect(after).toMatchObject({
      undo: { command_type: "SUBMIT_IDEA" },
      redo: before.undo,
      current_stage: "CONCEPT_SELECTION",
      title: "",
    });
    expect(after.stages.STORY_CONCEPTION?.proposals).toHaveLength(1);
    await session.accepted("REDO");
    const redone = await session.state();
    for (const key of ["stages", "title", "current_stage", "status", "undo", "redo"] as const) {
      expect(redone[key]).toEqual(before[key]);
    }
    await session.accepted("UNDO");
    await session.accepted("RENAME_SESSION", { title: "Another" });
    expect((await session.accept("REDO")).outcome).toBe("COMMAND_NOT_ALLOWED");
    await session.accepted("UNDO");
    expect(await session.state()).toMatchObject({
      title: "",
      undo: { command_type: "SUBMIT_IDEA" },
    });
    await expectTablesEqualLog(app, service, session.account, session.session);
  });

  test("finishing is undone and redone; the novel stays", async () => {
    await confirm(STAGES);
    await session.accepted("FINISH_GENESIS");
    const before = await session.state();
    await session.accepted("UNDO");
    const active = await session.state();
    expect(active).toMatchObject({ status: "ACTIVE", novel_id: before.novel_id });
    expect(active.correlation_id).not.toBe(before.correlation_id);
    await session.accepted("REDO");
    expect((await session.state()).status).toBe("COMPLETED");
    await expectTablesEqualLog(app, service, session.account, session.session);
  });
});

test("a book that is given up stops what is written, and is taken up again where it was", async () => {
  const { command_id } = await session.accepted("SUBMIT_IDEA", { idea: "x" });
  await session.accepted("ABANDON_SESSION");
  expect(await session.state()).toMatchObject({
    status: "ABANDONED",
    is_pending: false,
    available_commands: expect.arrayContaining(["RESUME_SESSION", "UNDO"]),
  });
  expect((await session.begin(command_id)).outcome).toBe("REFUSED");
  expect((await session.accept("SUBMIT_IDEA", { idea: "y" })).outcome).toBe("COMMAND_NOT_ALLOWED");
  await session.accepted("RESUME_SESSION");
  await session.accepted("SUBMIT_IDEA", { idea: "y" });
  await expectTablesEqualLog(app, service, session.account, session.session);
});

test("archiving and renaming are possible at any time, and each only where it changes something", async () => {
  await session.accepted("SUBMIT_IDEA", { idea: "x" });
  await session.accepted("ARCHIVE_SESSION");
  expect((await session.accept("ARCHIVE_SESSION")).outcome).toBe("COMMAND_NOT_ALLOWED");
  expect((await session.state()).archived_at).not.toBeNull();
  await session.accepted("RENAME_SESSION", { title: "Tide" });
  await session.accepted("UNARCHIVE_SESSION");
  expect(await session.state()).toMatchObject({ archived_at: null, title: "Tide" });
});

test("the shelf finds a book by its title, the writer's idea and what stands in its stages, Chinese too", async () => {
  await session.generate("SUBMIT_IDEA", { idea: "海边的灯塔 100%" }, [content("Ada 与潮汐")]);
  await session.accepted("RENAME_SESSION", { title: "The Bell" });
  const found = async (search: string | null, archived: boolean | null = null) => {
    const [row] = await app<{ page: { sessions: Record<string, unknown>[] } }[]>`
      select genesis.list_sessions(${session.account}, null, 10, ${search}, ${archived}) as page`;
    return row?.page.sessions.length;
  };
  for (const text of ["bell", "灯塔", "100%", "ADA", "潮汐"])
    expect(await found(text), text).toBe(1);
  for (const text of ["bells", "100_", "title", "灯火"]) expect(await found(text), text).toBe(0);
  // What is chosen now is what is found; what another round said is not, until it is chosen again.
  const saved = { stage: "CONCEPT_SELECTION", content: content("Été, 一座新桥") };
  await session.accepted("SAVE_CANDIDATE", saved);
  expect([await found("été, 一座"), await found("潮汐")]).toEqual([1, 0]);
  await session.accepted("UNDO");
  expect([await found("新桥"), await found("潮汐")]).toEqual([0, 1]);
  await session.accepted("REDO");
  // A branch finds what it shares, and its own.
  const branch = await session.branch((await session.state()).version);
  expect(await found("新桥")).toBe(2);
  await branch.accepted("SAVE_CANDIDATE", { ...saved, content: content("另一座") });
  expect([await found("新桥"), await found("另一座")]).toEqual([1, 1]);
  await branch.accepted("UNDO");
  await session.accepted("SAVE_CANDIDATE", { ...saved, content: content("潮汐") });
  expect([await found("新桥"), await found("潮汐")]).toEqual([1, 1]);
  await branch.accepted("ARCHIVE_SESSION");
  await session.accepted("ARCHIVE_SESSION");
  expect([await found(null), await found(null, true), await found(null, false)]).toEqual([2, 2, 0]);
});

test("the shelf has the title of the concept that is chosen, before it is confirmed", async () => {
  const title = async () => {
    const [row] = await app`
      select genesis.list_sessions(${session.account}, null, 10) #>> '{sessions,0,title}' as title`;
    return row?.["title"];
  };
  await session.generate("SUBMIT_IDEA", { idea: "x" }, [content("A"), content("B")]);
  expect(await title()).toBe("");
  const proposal = (await session.state()).stages.CONCEPT_SELECTION?.proposals.at(-1);
  await session.accepted("SELECT_CANDIDATE", {
    proposal_id: proposal?.proposal_id,
    candidate_id: proposal?.candidates[1]?.candidate_id,
  });
  expect(await title()).toBe("B");
});

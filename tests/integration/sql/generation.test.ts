/** A background command from its begin to its end, fenced by the run's epoch. */
import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { concept, concepts, confirm } from "./generation-setting.ts";
import { app, service, session } from "./one-session.ts";
import type { Proposal } from "./session-fixture.ts";

describe("a new round", () => {
  test("of three candidates leaves the choice open, of one is chosen by itself", async () => {
    await session.generate("SUBMIT_IDEA", { idea: "x" }, [
      concept("A"),
      concept("B"),
      concept("C"),
    ]);
    expect((await concepts())?.working).toBeNull();
    const first = (await concepts())?.proposals[0];
    await session.generate(
      "REVISE_PROPOSAL",
      {
        proposal_id: first?.proposal_id,
        candidate_id: first?.candidates[0]?.candidate_id,
        feedback: "a welder",
      },
      [concept("A", "a welder")],
    );
    const revised = (await concepts())?.proposals[1];
    expect((await concepts())?.working?.candidate_id).toBe(revised?.candidates[0]?.candidate_id);
    expect(revised?.candidates[0]?.changed).toEqual(["/facts/0/text"]);
    expect(revised?.origin).toMatchObject({
      feedback: "a welder",
      parent_proposal_id: first?.proposal_id,
    });
  });

  test("does not take away a choice that was made while it was written", async () => {
    await session.generate("SUBMIT_IDEA", { idea: "x" }, [
      concept("A"),
      concept("B"),
      concept("C"),
    ]);
    const first = (await concepts())?.proposals[0];
    const chosen = {
      proposal_id: first?.proposal_id,
      candidate_id: first?.candidates[2]?.candidate_id,
    };
    const { command_id } = await session.accepted("REQUEST_INSPIRATION");
    await session.begin(command_id);
    await session.accepted("SELECT_CANDIDATE", { ...chosen, locked: ["/title"] });
    await session.record(command_id, [concept("D")]);
    expect((await concepts())?.working).toEqual({ ...chosen, locked: ["/title"] });
  });

  test("keeps the state's newest two rounds and the working one", async () => {
    for (const title of ["A", "B", "C", "D"]) {
      await session.generate("SUBMIT_IDEA", { idea: title }, [concept(title)]);
      if (title === "A") continue;
    }
    expect((await concepts())?.proposals.map((proposal) => proposal.round)).toEqual([3, 4]);
  });

  test("a hand edit keeps the origin of what it did not touch", async () => {
    await session.generate("SUBMIT_IDEA", { idea: "x" }, [concept("A")]);
    const working = (await concepts())?.working;
    await session.accepted("SAVE_CANDIDATE", {
      stage: "CONCEPT_SELECTION",
      content: concept("A", "a baker"),
      proposal_id: working?.proposal_id,
      candidate_id: working?.candidate_id,
    });
    const edited = (await concepts())?.proposals[1];
    expect(edited?.origin.kind).toBe("user");
    const origins = edited?.candidates[0]?.field_origins;
    expect(origins?.[""]?.kind).toBe("sample");
    expect(origins?.["/facts/0/text"]?.kind).toBe("user");
  });
});

describe("the fence", () => {
  test("refuses a run of an older epoch, and one whose command has ended", async () => {
    const { command_id } = await session.accepted("SUBMIT_IDEA", { idea: "x" });
    await session.begin(command_id);
    await service`update genesis_sessions set run_epoch = 2 where session_id = ${session.session}`;
    expect((await session.begin(command_id, 2)).attempt).toBe(2);
    expect((await session.record(command_id, [concept("old")], [], { epoch: 1 })).outcome).toBe(
      "REFUSED",
    );
    expect((await session.record(command_id, [concept("new")], [], { epoch: 2 })).outcome).toBe(
      "RECORDED",
    );
    expect((await session.record(command_id, [concept("again")], [], { epoch: 2 })).outcome).toBe(
      "REFUSED",
    );
    expect((await concepts())?.proposals).toHaveLength(1);
  });

  test("a stop keeps finished candidates as a proposal and unfinished text as text", async () => {
    const { command_id } = await session.accepted("REQUEST_INSPIRATION");
    await session.begin(command_id);
    await service`select genesis.write_partial(${command_id}, 1, 1, 0, 'whole')`;
    await service`select genesis.save_finished(${command_id}, 1, 0,
      ${JSON.stringify(concept("A"))}::text::jsonb, '{"kind": "ai", "model": "m"}')`;
    await service`select genesis.write_partial(${command_id}, 1, 1, 1, 'half of B')`;
    const before = await session.state();
    expect(before.pending_commands[0]?.partial).toHaveLength(2);
    await session.accepted("CANCEL_GENERATION");
    const after = await session.state();
    expect(after.is_pending).toBe(false);
    const stage = after.stages.CONCEPT_SELECTION;
    expect(stage?.kept_text).toBe("half of B");
    expect(stage?.proposals[0]?.origin).toMatchObject({ kind: "ai", model: "m", stopped: true });
    expect((await session.record(command_id, [concept("late")])).outcome).toBe("REFUSED");
  });

  test("a failure says so, gives the payload back and lets the writer try again", async () => {
    const { command_id } = await session.accepted("SUBMIT_IDEA", { idea: "x" });
    await session.begin(command_id);
    await service`select genesis.fail_command(${command_id}, 1, 'MODEL_BAD_ANSWER', 'no', 'what it said')`;
    const state = await session.state();
    expect(state.last_error).toMatchObject({
      command_id,
      code: "MODEL_BAD_ANSWER",
      payload: { idea: "x" },
      kept_text: "what it said",
    });
    expect(state.available_commands).toContain("SUBMIT_IDEA");
    await session.accepted("SUBMIT_IDEA", { idea: "x" });
    expect((await session.state()).last_error).toBeNull();
  });
});

describe("candidates that were finished before a failure", () => {
  test("are a round of their own, and the failure says which it was", async () => {
    const { command_id } = await session.accepted("SUBMIT_IDEA", { idea: "x" });
    await session.begin(command_id);
    const origin = { kind: "ai", model: "m" };
    await service`select genesis.save_finished(${command_id}, 1, 0, ${service.json(concept("A"))}, ${service.json(origin)})`;
    await service`select genesis.fail_command(${command_id}, 1, 'MODEL_UNAVAILABLE', 'away', null)`;
    const state = await session.state();
    expect(state.last_error).toMatchObject({ command_id, code: "MODEL_UNAVAILABLE" });
    const [kept] = state.stages.CONCEPT_SELECTION?.proposals ?? [];
    expect(kept?.candidates.map((candidate) => candidate.content)).toMatchObject([concept("A")]);
    expect(kept?.origin).toMatchObject({ kind: "ai", model: "m", stopped: true });
    expect(state.stages.CONCEPT_SELECTION?.working?.proposal_id).toBe(kept?.proposal_id);
  });
});

describe("the wait", () => {
  test("has a new id when a background command ends, and keeps it while it is unanswered", async () => {
    const first = (await session.state()).correlation_id;
    const answer = await session.accepted("SUBMIT_IDEA", { idea: "x" });
    expect(answer.correlation_id).toBe(first);
    expect((await session.state()).correlation_id).toBe(first);
    await session.begin(answer.command_id);
    await session.record(answer.command_id, [concept("A")]);
    const second = (await session.state()).correlation_id;
    expect(second).not.toBe(first);
    const working = (await concepts())?.working;
    await session.accepted("SELECT_CANDIDATE", {
      proposal_id: working?.proposal_id,
      candidate_id: working?.candidate_id,
    });
    expect((await session.state()).correlation_id).toBe(second);
  });
});

describe("a whole genesis", () => {
  test("goes through the five stages to a novel that has all five contents", async () => {
    await session.generate("SUBMIT_IDEA", { idea: "x" }, [concept("The Tide Clerk")]);
    for (const stage of ["CONCEPT_SELECTION", "STORY_CONCEPTION", "WORLDVIEW", "CHARACTERS"]) {
      const { command_id, status } = await confirm(stage);
      expect(status).toBe("RECEIVED");
      await session.begin(command_id);
      await session.record(command_id, [
        { title: `after ${stage}`, open_questions: [{ id: stage, question: stage }] },
      ]);
    }
    expect((await session.accept("FINISH_GENESIS")).outcome).toBe("COMMAND_NOT_ALLOWED");
    expect((await confirm("PLOT_OUTLINE")).status).toBe("COMPLETED");
    const { result } = await session.accepted("FINISH_GENESIS");
    const state = await session.state();
    expect(state).toMatchObject({
      status: "COMPLETED",
      title: "The Tide Clerk",
      novel_id: result?.novel_id,
    });
    const [row] = await app<{ found: { novel: Record<string, unknown> } }[]>`
      select genesis.get_novel(${session.account}, ${String(result?.novel_id)}) as found`;
    expect(row?.found.novel).toMatchObject({
      title: "The Tide Clerk",
      edition: 1,
      concept: { title: "The Tide Clerk" },
      outline: { title: "after CHARACTERS" },
      open_questions: ["CONCEPT_SELECTION", "STORY_CONCEPTION", "WORLDVIEW", "CHARACTERS"].map(
        (id) => ({ id, question: id }),
      ),
      usage: { input_tokens: 50, output_tokens: 100, cost_usd: 0 },
    });
    expect(row?.found.novel.field_origins).toHaveProperty("/concept");
    const versions = await service<{ version: number }[]>`
      select version from domain_events where session_id = ${session.session} order by version`;
    expect(versions.map((event) => event.version)).toEqual(versions.map((_, index) => index + 1));
  });
});

describe("a revision's bounds", () => {
  const ids = (proposal: Proposal | undefined, index = 0) => ({
    proposal_id: proposal?.proposal_id,
    candidate_id: proposal?.candidates[index]?.candidate_id,
  });

  test("are refused where the session has no such place or piece", async () => {
    await session.generate("SUBMIT_IDEA", { idea: "x" }, [concept("A"), concept("B")]);
    const first = (await concepts())?.proposals[0];
    await confirmThe(first);
    const story = (await session.state()).stages["STORY_CONCEPTION"];
    const own = ids(story?.proposals[0]);
    const paths = async (bounds: object) => {
      const refused = await session.accept("REVISE_PROPOSAL", { ...own, feedback: "x", ...bounds });
      return refused.issues?.map((issue) => issue.path);
    };
    expect(await paths({ only: ["/title", "/none"] })).toEqual(["/payload/only/1"]);
    expect(
      await paths({
        use: [
          { ...own, pointer: "/logline" },
          { ...own, pointer: "/none" },
          { ...own, candidate_id: randomUUID(), pointer: "/title" },
          { ...ids(first), pointer: "/title" },
        ],
      }),
    ).toEqual([
      "/payload/use/1/pointer",
      "/payload/use/2/candidate_id",
      "/payload/use/3/proposal_id",
    ]);
  });

  test("reach the worker with the pieces' contents, and receipts come back on the candidate", async () => {
    await session.generate("SUBMIT_IDEA", { idea: "x" }, [concept("A"), concept("B")]);
    const first = (await concepts())?.proposals[0];
    const { command_id } = await session.accepted("REVISE_PROPOSAL", {
      ...ids(first),
      feedback: "B's logline",
      only: ["/title"],
      use: [{ ...ids(first, 1), pointer: "/logline" }],
    });
    const begun = await session.begin(command_id);
    expect(begun.context.sources).toEqual({
      [String(first?.candidates[1]?.candidate_id)]: concept("B"),
    });
    const receipt = { request: "B's logline", status: "DONE", note: "", pointers: ["/logline"] };
    await session.record(command_id, [concept("C")], [], { receipts: [[receipt]] });
    const revised = (await concepts())?.proposals[1];
    expect(revised?.candidates[0]?.receipts).toEqual([receipt]);
    expect(first?.candidates[0]?.receipts).toEqual([]);
    expect(revised?.origin["locked"]).toEqual([]);
  });

  test("stand beside the feedback and locks of what was accepted before", async () => {
    await session.generate("SUBMIT_IDEA", { idea: "x" }, [concept("A"), concept("B")]);
    const first = (await concepts())?.proposals[0];
    for (const feedback of ["colder", "no search for lost kin"]) {
      const working = (await concepts())?.working;
      const from = working
        ? { proposal_id: working.proposal_id, candidate_id: working.candidate_id }
        : ids(first);
      await session.generate("REVISE_PROPOSAL", { ...from, feedback, locked: ["/title"] }, [
        concept("A", feedback),
      ]);
    }
    const chosen = (await concepts())?.working;
    await session.accepted("SELECT_CANDIDATE", { ...chosen, locked: ["/title"] });
    const { command_id } = await session.accepted("CONFIRM_STAGE", {
      proposal_id: chosen?.proposal_id,
      candidate_id: chosen?.candidate_id,
    });
    const { context } = await session.begin(command_id);
    expect(context["wishes"]).toEqual([
      { stage: "CONCEPT_SELECTION", round: 2, text: "colder" },
      { stage: "CONCEPT_SELECTION", round: 3, text: "no search for lost kin" },
    ]);
    expect(context["locks"]).toEqual({ CONCEPT_SELECTION: ["/title"] });
  });

  async function confirmThe(proposal: Proposal | undefined) {
    const { command_id } = await session.accepted("CONFIRM_STAGE", ids(proposal));
    await session.begin(command_id);
    await session.record(command_id, [concept("The story")]);
  }
});

/** Anything that a writer or a worker may do to a session, drawn at random. */
import type { Sql } from "postgres";
import fc from "fast-check";
import { expect } from "vitest";
import { STAGES } from "#shared/stages.ts";
import { SessionFixture, type StateOf } from "./session-fixture.ts";

export const content = (title: string) => ({
  title,
  facts: [{ label: "who", text: title }],
  open_questions: [{ id: `q ${title}`, question: `${title}?` }],
});

/** What a client or the flow does next; `pick` chooses among what the session has by then. */
export const action = fc.record({
  kind: fc.constantFrom(
    "inspire",
    "idea",
    "revise",
    "regenerate",
    "confirm",
    "confirm with edits",
    "select",
    "save",
    "cancel",
    "budget",
    "finish",
    "finish",
    "reopen",
    "reopen",
    "keep",
    "keep",
    "undo",
    "undo",
    "redo",
    "redo",
    "abandon",
    "resume",
    "resume",
    "archive",
    "unarchive",
    "rename",
    "rename everywhere",
    "answer",
    "brief",
    "place",
    "delete and restore",
    "branch",
    "record one",
    "record three",
    "fail",
    "begin",
  ),
  pick: fc.nat(1000),
  isRepeated: fc.boolean(),
  /** In one transaction, which does not wait for the session, or each in its own. */
  isTogether: fc.boolean(),
});
export type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

function anyCandidate(state: StateOf, pick: number) {
  const all = STAGES.flatMap((stage) =>
    (state.stages[stage]?.proposals ?? []).flatMap((proposal) =>
      proposal.candidates.map((candidate) => ({
        stage,
        ids: { proposal_id: proposal.proposal_id, candidate_id: candidate.candidate_id },
      })),
    ),
  );
  return all[pick % Math.max(all.length, 1)];
}

/** One that has that status, or any where none has. */
function anyStage(state: StateOf, status: string, pick: number) {
  const having = STAGES.filter((stage) => state.stages[stage]?.status === status);
  const among = having.length === 0 ? STAGES : having;
  return among[pick % among.length];
}

export async function act(
  service: Sql,
  session: SessionFixture,
  step: Action,
  branches: SessionFixture[],
): Promise<void> {
  const state = await session.stateIfThere();
  if (state === null) return;
  const pending = state.pending_commands[0]?.command_id;
  const chosen = anyCandidate(state, step.pick);
  const send = async (
    type: Parameters<SessionFixture["accept"]>[0],
    payload: Readonly<Record<string, unknown>>,
  ) => {
    const options = { key: `${type} ${step.pick}`, hash: JSON.stringify(payload) };
    const times = step.isRepeated ? 3 : 1;
    const outcomes = await (step.isTogether
      ? session.acceptTogether(times, type, payload, options)
      : Promise.all(Array.from({ length: times }, () => session.accept(type, payload, options))));
    expect(outcomes).toHaveLength(times);
    expect(outcomes.filter((outcome) => outcome.outcome === "ACCEPTED").length).toBeLessThanOrEqual(
      1,
    );
  };
  // The edge refuses these without a candidate, by their payload's schema.
  const needsCandidate = ["revise", "confirm", "confirm with edits", "select"].includes(step.kind);
  if (needsCandidate && chosen === undefined) return;
  switch (step.kind) {
    case "inspire":
      return send("REQUEST_INSPIRATION", { genre: `genre ${step.pick}` });
    case "idea":
      return send("SUBMIT_IDEA", { idea: `idea ${step.pick}` });
    case "revise":
      return send("REVISE_PROPOSAL", { ...chosen?.ids, feedback: "older" });
    case "regenerate":
      return send("REGENERATE_PROPOSAL", step.pick % 2 === 0 ? {} : { ...chosen?.ids });
    case "confirm":
      return send("CONFIRM_STAGE", { ...chosen?.ids });
    case "confirm with edits":
      return send("CONFIRM_STAGE", {
        ...chosen?.ids,
        stage: chosen?.stage,
        edits: content(`edited ${step.pick}`),
      });
    case "select":
      return send("SELECT_CANDIDATE", { ...chosen?.ids, locked: ["/title"] });
    case "save":
      return send("SAVE_CANDIDATE", {
        stage: STAGES[step.pick % STAGES.length],
        content: content(`own ${step.pick}`),
      });
    case "budget":
      // Mostly with enough left: a spent one only refuses.
      return send("SET_BUDGET", { limit_usd: step.pick % 5 === 0 ? 0 : 5 + step.pick });
    case "cancel":
      return send("CANCEL_GENERATION", {});
    case "finish":
      return send("FINISH_GENESIS", {});
    case "reopen":
      return send("REOPEN_STAGE", { stage: anyStage(state, "CONFIRMED", step.pick) });
    case "keep":
      return send("KEEP_STAGE", { stage: anyStage(state, "STALE", step.pick) });
    case "undo":
      return send("UNDO", {});
    case "redo":
      return send("REDO", {});
    case "abandon":
      return send("ABANDON_SESSION", {});
    case "resume":
      return send("RESUME_SESSION", {});
    case "archive":
      return send("ARCHIVE_SESSION", {});
    case "unarchive":
      return send("UNARCHIVE_SESSION", {});
    case "rename":
      return send("RENAME_SESSION", { title: `name ${step.pick}` });
    case "rename everywhere":
      return send("RENAME_EVERYWHERE", {
        from: ["after", "own", "edited", "A"][step.pick % 4],
        to: `name${step.pick}`,
      });
    case "answer": {
      const asked = state.questions[step.pick % Math.max(state.questions.length, 1)];
      if (asked === undefined) return;
      const answer = step.pick % 3 === 0 ? null : `answer ${step.pick}`;
      return send("ANSWER_QUESTIONS", { answers: [{ question_id: asked.question_id, answer }] });
    }
    case "brief":
      return send("UPDATE_BRIEF", { notes: `notes ${step.pick}`, constraints: ["no dreams"] });
    case "place": {
      const { account, session: id } = session;
      const brought = JSON.stringify({
        name: "n",
        kind: "text",
        encoding: "utf-8",
        chars: 1,
        sections: [],
        left_out: [],
      });
      const [row] = await session.app<{ added: { material?: { material_id: string } } }[]>`
        select genesis.add_material(${account}, ${id}, ${brought}::text::jsonb, 'x', 'eA==') as added`;
      const material_id = row?.added.material?.material_id;
      if (material_id === undefined) return;
      await send("PLACE_MATERIAL", { material_id, stage: STAGES[step.pick % STAGES.length] });
      if (step.pick % 2 === 0) {
        await session.app`select genesis.remove_material(${account}, ${id}, ${material_id}, null)`;
      }
      return;
    }
    case "delete and restore": {
      const { account, session: id } = session;
      await session.app`select genesis.delete_session(${account}, ${id})`;
      await session.app`select genesis.restore_session(${account}, ${id}, 30)`;
      return;
    }
    case "branch": {
      const branch = await session.branchIfThere(1 + (step.pick % state.version), {
        replayWith: step.pick % 4 === 0 ? "another model" : null,
      });
      if (branch !== null) branches.push(branch);
      return;
    }
    case "begin":
    case "record one":
    case "record three":
    case "fail": {
      if (pending === undefined) return;
      await session.begin(pending);
      if (step.kind === "fail") {
        await service`select genesis.fail_command(${pending}, 1, 'MODEL_BAD_ANSWER', 'no', 'kept')`;
      } else if (step.kind !== "begin") {
        const count = step.kind === "record one" ? 1 : 3;
        await session.record(
          pending,
          Array.from({ length: count }, (_, index) => content(`${step.pick}.${index}`)),
        );
      }
    }
  }
}

/** Commands by the type they were accepted as, over all histories. */

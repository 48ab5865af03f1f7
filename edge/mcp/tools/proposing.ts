/** Tools that propose. None confirms, chooses, finishes, reopens or deletes: a writer's press stays a writer's. */
import { z } from "zod";
import type { CommandType } from "#shared/commands/command-table.ts";
import { COMMAND_PAYLOADS, genre, hints, idea, title } from "#shared/commands/command-payloads.ts";
import { language, stageName } from "#shared/words.ts";
import { currentOf, readState, stageOf } from "../session.ts";
import { type CallApi, type ToolAnswer, answerOf, refused, tool } from "../tool.ts";
import { bookId } from "./reading.ts";

async function send(
  call: CallApi,
  session_id: string,
  command_type: CommandType,
  payload: object,
): Promise<ToolAnswer> {
  const path = `/sessions/${session_id}/commands`;
  return answerOf(await call({ method: "POST", path, body: { command_type, payload } }));
}

const revise = COMMAND_PAYLOADS.REVISE_PROPOSAL.shape;
const regenerate = COMMAND_PAYLOADS.REGENERATE_PROPOSAL.shape;
const save = COMMAND_PAYLOADS.SAVE_CANDIDATE.shape;

export const proposingTools = [
  tool(
    {
      name: "begin_book",
      title: "Begin a book",
      description: "A new, empty book on the writer's shelf. Go on with propose_concepts.",
      isReading: false,
    },
    z.object({ title: title.optional(), language: language.optional() }).strict(),
    async (call, body) => answerOf(await call({ method: "POST", path: "/sessions", body })),
  ),
  tool(
    {
      name: "propose_concepts",
      title: "Have concepts written",
      description:
        "Three or more concepts for a book's first stage: from an idea, or without one from a genre and hints. Runs in the background: follow_book says when they are there.",
      isReading: false,
    },
    z
      .object({
        session_id: bookId,
        idea: idea.optional(),
        genre: genre.optional(),
        hints: hints.optional(),
      })
      .strict(),
    (call, { session_id, idea: given, ...rest }) =>
      given === undefined
        ? send(call, session_id, "REQUEST_INSPIRATION", rest)
        : send(call, session_id, "SUBMIT_IDEA", { idea: given }),
  ),
  tool(
    {
      name: "save_candidate",
      title: "Save a content as a new round",
      description:
        "Your own content for a stage, as a new round which the writer sees as theirs to confirm or leave; read_schema has its form. Nothing earlier is lost.",
      isReading: false,
    },
    z
      .object({
        session_id: bookId,
        stage: stageName,
        content: save.content,
        proposal_id: save.proposal_id,
        candidate_id: save.candidate_id,
      })
      .strict(),
    (call, { session_id, ...payload }) => send(call, session_id, "SAVE_CANDIDATE", payload),
  ),
  tool(
    {
      name: "revise",
      title: "Have the current stage revised",
      description:
        "The studio's model revises a candidate of the current stage by your feedback. Without ids: the one that counts now. `locked` stays as it is, `only` is all that may change. Runs in the background: follow_book says when the round is there.",
      isReading: false,
    },
    z
      .object({
        session_id: bookId,
        feedback: revise.feedback,
        proposal_id: revise.proposal_id.optional(),
        candidate_id: revise.candidate_id.optional(),
        locked: revise.locked,
        only: revise.only,
      })
      .strict(),
    async (call, { session_id, proposal_id, candidate_id, ...rest }) => {
      if (proposal_id !== undefined && candidate_id !== undefined) {
        const payload = { proposal_id, candidate_id, ...rest };
        return send(call, session_id, "REVISE_PROPOSAL", payload);
      }
      const found = await readState(call, session_id);
      if (found.outcome === "REFUSED") return found.answer;
      const current = currentOf(stageOf(found.state, found.state.current_stage));
      if (current === null) {
        return refused(
          "The current stage has no one candidate that counts: name proposal_id and candidate_id from read_stage.",
        );
      }
      const ids = { proposal_id: current.proposal_id, candidate_id: current.candidate_id };
      return send(call, session_id, "REVISE_PROPOSAL", { ...ids, ...rest });
    },
  ),
  tool(
    {
      name: "regenerate",
      title: "Have the current stage written anew",
      description:
        "A new round of the current stage; with ids one candidate anew, its `locked` places kept. Runs in the background: follow_book says when the round is there.",
      isReading: false,
    },
    z.object({ session_id: bookId, ...regenerate }).strict(),
    (call, { session_id, ...payload }) => send(call, session_id, "REGENERATE_PROPOSAL", payload),
  ),
] as const;

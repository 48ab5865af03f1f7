/** What the stand-in API writes: one generation at a time, a piece with each call. */
import type { CommandRequest } from "../models/browser/api.ts";
import type { Stage } from "#shared/stages.ts";
import type { Language } from "#shared/statuses.ts";
import type { FakeBook } from "./fake-book.ts";
import { fakeContents, fakeProposal, readable } from "./fake-state.ts";

export interface FakeWriting {
  readonly begin: (request: CommandRequest, command_id: string) => void;
  /** Writes so many characters on; finishes candidates, and at last the round. */
  readonly write: (characters: number) => void;
  /** Ends what is being written as a failure. */
  readonly fail: (code: "MODEL_UNAVAILABLE" | "MODEL_BAD_ANSWER") => void;
  /** The writer stopped it. */
  readonly stop: () => void;
}

/** What a revision writes the feedback into: a field that the stage has. */
const revisedKey = (stage: Stage): string => (stage === "CONCEPT_SELECTION" ? "tone" : "why");

export function createFakeWriting(book: FakeBook, language: Language): FakeWriting {
  const { state, update, emit, addRound, broadcast } = book;
  let writing: {
    texts: string[];
    contents: object[];
    written: number[];
    request: CommandRequest;
  } | null = null;

  const begin = (request: CommandRequest, command_id: string): void => {
    const stage = state().current_stage;
    const all = fakeContents(stage, language);
    const one =
      "candidate_id" in (request.payload ?? {}) && request.command_type !== "CONFIRM_STAGE";
    const contents = one ? [reworked(request) ?? all[0] ?? {}] : all;
    writing = {
      contents,
      texts: contents.map(readable),
      written: contents.map(() => 0),
      request,
    };
    update({
      is_pending: true,
      last_error: null,
      pending_commands: [
        {
          command_id,
          command_type: request.command_type,
          status: "PROCESSING",
          received_at: new Date().toISOString(),
          started_at: new Date().toISOString(),
          attempt: 1,
          progress: 0,
          message_code: "STARTING",
          candidates_done: 0,
          candidates_total: contents.length,
          partial: [],
        },
      ],
    });
  };

  /** The content that a reroll or a revision starts from. */
  const reworked = ({ payload }: CommandRequest) => {
    const id = payload && "candidate_id" in payload ? payload.candidate_id : undefined;
    return Object.values(state().stages)
      .flatMap(({ proposals }) => proposals.flatMap(({ candidates }) => candidates))
      .find((candidate) => candidate.candidate_id === id)?.content;
  };

  const finishRound = (): void => {
    const pending = state().pending_commands[0];
    if (!pending || !writing) return;
    const stage = state().current_stage;
    const { request, contents } = writing;
    const feedback =
      request.command_type === "REVISE_PROPOSAL" ? request.payload.feedback : undefined;
    const proposal = fakeProposal(
      stage,
      state().stages[stage].proposal_count + 1,
      contents.map((content) =>
        feedback === undefined ? { ...content } : { ...content, [revisedKey(stage)]: feedback },
      ),
      {
        ...(feedback === undefined ? {} : { feedback, changed: [`/${revisedKey(stage)}`] }),
        ...(request.command_type === "REVISE_PROPOSAL" ||
        request.command_type === "REGENERATE_PROPOSAL"
          ? {
              parent: request.payload?.proposal_id,
              parentCandidate: request.payload?.candidate_id,
            }
          : {}),
        locked: state().stages[stage].working?.locked ?? [],
      },
    );
    writing = null;
    update({ is_pending: false, pending_commands: [] });
    addRound(stage, proposal);
    const [first] = proposal.candidates;
    if (state().title === "" && first) update({ title: String(first.content.title) });
    emit("genesis.proposal.ready", pending.command_id, { stage, proposal, working: null });
  };

  return {
    begin,
    write(characters) {
      const pending = state().pending_commands[0];
      if (!pending || !writing) return;
      const at = writing.written.findIndex(
        (count, index) => count < (writing?.texts[index]?.length ?? 0),
      );
      if (at === -1) {
        finishRound();
        return;
      }
      const text = writing.texts[at] ?? "";
      const offset = writing.written[at] ?? 0;
      const piece = text.slice(offset, offset + characters);
      writing.written[at] = offset + piece.length;
      const done = writing.written.filter(
        (count, index) => count >= (writing?.texts[index]?.length ?? 0),
      ).length;
      const progressed = {
        ...pending,
        message_code: "WRITING_CANDIDATE",
        candidates_done: done,
        progress: Math.round((100 * done) / writing.texts.length),
        partial: writing.texts.map((whole, candidate_index) => ({
          candidate_index,
          text: whole.slice(0, writing?.written[candidate_index] ?? 0),
        })),
      };
      update({ pending_commands: [progressed] });
      const { command_id, attempt } = pending;
      broadcast("genesis.generation.delta", null, {
        command_id,
        stage: state().current_stage,
        attempt,
        candidate_index: at,
        offset,
        text: piece,
      });
      const { progress, message_code, candidates_done, candidates_total } = progressed;
      broadcast("genesis.generation.progress", null, {
        command_id,
        attempt,
        progress,
        message_code,
        candidates_done,
        candidates_total,
      });
    },
    fail(code) {
      const pending = state().pending_commands[0];
      if (!pending || !writing) return;
      const kept_text = writing.texts[0]?.slice(0, writing.written[0]) ?? null;
      const error = {
        command_id: pending.command_id,
        command_type: pending.command_type,
        payload: { ...writing.request.payload },
        stage: state().current_stage,
        code,
        message: "connect ECONNREFUSED 127.0.0.1:11434",
        kept_text,
        at: new Date().toISOString(),
      };
      writing = null;
      update({ is_pending: false, pending_commands: [], last_error: error });
      emit("genesis.command.failed", pending.command_id, error);
    },
    stop() {
      writing = null;
    },
  };
}

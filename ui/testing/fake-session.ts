/** One session of the stand-in API: commands change it, a script writes its generations. */
import type { CommandRequest } from "../models/browser/api.ts";
import type { DomainEvent } from "#shared/events/events.ts";
import type { EventType } from "#shared/event-types.ts";
import {
  COMMAND_TABLE,
  type CommandRow,
  type CommandType,
} from "#shared/commands/command-table.ts";
import type { Proposal } from "#shared/session/proposal.ts";
import { nextStage, type Stage, STAGES } from "#shared/stages.ts";
import type { SessionState } from "#shared/session/state.ts";
import type { Language } from "#shared/statuses.ts";
import { fakeGoingBack } from "./fake-going-back.ts";
import {
  fakeAvailable,
  fakeContents,
  fakeId,
  fakeProposal,
  fakeState,
  readable,
} from "./fake-state.ts";

export interface FakeSession {
  readonly state: () => SessionState;
  readonly events: DomainEvent[];
  readonly accept: (request: CommandRequest) => { readonly status: number; readonly body: object };
  /** Writes so many characters on; finishes candidates, and at last the round. */
  readonly write: (characters: number) => void;
  /** Ends what is being written as a failure. */
  readonly fail: (code: "MODEL_UNAVAILABLE" | "MODEL_BAD_ANSWER") => void;
  /** Changes the state as another device would. */
  readonly change: (change: (state: SessionState) => SessionState) => void;
}

/** A command that can be undone or redone, with the state on its other side. */
interface Choice {
  readonly command_id: string;
  readonly command_type: CommandType;
  readonly other: SessionState;
}

function nameOf(choices: readonly Choice[]): SessionState["undo"] {
  const last = choices.at(-1);
  return last ? { command_id: last.command_id, command_type: last.command_type } : null;
}

/** What a revision writes the feedback into: a field that the stage has. */
const revisedKey = (stage: Stage): string => (stage === "CONCEPT_SELECTION" ? "tone" : "why");

export type Broadcast = (type: string, id: number | null, data: object) => void;

export function createFakeSession(language: Language, broadcast: Broadcast): FakeSession {
  let state = fakeState(language);
  const events: DomainEvent[] = [];
  let writing: {
    texts: string[];
    contents: object[];
    written: number[];
    request: CommandRequest;
  } | null = null;

  const done: Choice[] = [];
  const undone: Choice[] = [];

  const update = (change: Partial<SessionState>): void => {
    state = { ...state, ...change };
    state = { ...state, available_commands: fakeAvailable(state) };
  };
  const emit = (event_type: EventType, command_id: string | null, payload: object): void => {
    const version = state.version + 1;
    const event: DomainEvent = {
      event_id: fakeId(),
      event_type,
      version,
      occurred_at: new Date().toISOString(),
      command_id,
      correlation_id: null,
      payload: { ...payload },
    };
    events.push(event);
    update({ version, cursor: version });
    broadcast(event_type, version, event);
  };
  const setStage = (stage: Stage, change: Partial<SessionState["stages"][Stage]>): void =>
    update({ stages: { ...state.stages, [stage]: { ...state.stages[stage], ...change } } });

  const addRound = (stage: Stage, proposal: Proposal): void => {
    const before = state.stages[stage];
    const [only, ...more] = proposal.candidates;
    setStage(stage, {
      status: before.status === "EMPTY" ? "DRAFT" : before.status,
      proposals: [...before.proposals, proposal],
      proposal_count: before.proposal_count + 1,
      working:
        only && more.length === 0
          ? {
              proposal_id: proposal.proposal_id,
              candidate_id: only.candidate_id,
              locked: proposal.origin.locked,
            }
          : null,
    });
  };

  const begin = (request: CommandRequest, command_id: string): void => {
    const stage = state.current_stage;
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
    return Object.values(state.stages)
      .flatMap(({ proposals }) => proposals.flatMap(({ candidates }) => candidates))
      .find((candidate) => candidate.candidate_id === id)?.content;
  };

  const finishRound = (): void => {
    const pending = state.pending_commands[0];
    if (!pending || !writing) return;
    const stage = state.current_stage;
    const { request, contents } = writing;
    const feedback =
      request.command_type === "REVISE_PROPOSAL" ? request.payload.feedback : undefined;
    const proposal = fakeProposal(
      stage,
      state.stages[stage].proposal_count + 1,
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
        locked: state.stages[stage].working?.locked ?? [],
      },
    );
    writing = null;
    update({ is_pending: false, pending_commands: [] });
    addRound(stage, proposal);
    const [first] = proposal.candidates;
    if (state.title === "" && first) update({ title: String(first.content.title) });
    emit("genesis.proposal.ready", pending.command_id, { stage, proposal, working: null });
  };

  return {
    state: () => state,
    events,
    accept(request) {
      const command_id = fakeId();
      if (!state.available_commands.includes(request.command_type)) {
        return {
          status: 409,
          body: { status: 409, code: "COMMAND_NOT_ALLOWED", detail: "not now" },
        };
      }
      const stage = state.current_stage;
      const asked = {
        stage,
        command_type: request.command_type,
        payload: request.payload,
        locked: [],
      };
      const before = state;
      let result: object = {};
      let received = false;
      switch (request.command_type) {
        case "SELECT_CANDIDATE": {
          const { proposal_id, candidate_id, locked } = request.payload;
          const working = { proposal_id, candidate_id, locked: locked ?? [] };
          const of = STAGES.find((name) =>
            state.stages[name].proposals.some((round) => round.proposal_id === proposal_id),
          );
          setStage(of ?? stage, { working });
          emit("genesis.candidate.selected", command_id, { stage: of ?? stage, working });
          break;
        }
        case "SAVE_CANDIDATE": {
          const { stage: of, content, proposal_id, candidate_id } = request.payload;
          const proposal = fakeProposal(of, state.stages[of].proposal_count + 1, [content], {
            kind: "user",
            parent: proposal_id,
            parentCandidate: candidate_id,
          });
          addRound(of, proposal);
          emit("genesis.candidate.saved", command_id, { stage: of, proposal });
          result = { proposal_id: proposal.proposal_id };
          break;
        }
        case "CONFIRM_STAGE": {
          const { proposal_id, candidate_id } = request.payload;
          const candidate = state.stages[stage].proposals
            .find((proposal) => proposal.proposal_id === proposal_id)
            ?.candidates.find((item) => item.candidate_id === candidate_id);
          setStage(stage, {
            status: "CONFIRMED",
            accepted: {
              proposal_id,
              candidate_id,
              content: request.payload.edits ?? candidate?.content ?? {},
              accepted_at: new Date().toISOString(),
            },
          });
          const next = nextStage(stage);
          if (next) {
            update({ current_stage: next });
            received = state.stages[next].status === "EMPTY";
          }
          if (received) begin(request, command_id);
          emit("genesis.stage.confirmed", command_id, asked);
          break;
        }
        case "CANCEL_GENERATION": {
          const pending = state.pending_commands[0];
          writing = null;
          update({ is_pending: false, pending_commands: [] });
          if (pending) emit("genesis.command.cancelled", pending.command_id, asked);
          result = { cancelled_command_id: pending?.command_id };
          break;
        }
        case "ANSWER_QUESTIONS": {
          const given = new Map(
            request.payload.answers.map(({ question_id, answer }) => [question_id, answer]),
          );
          const questions = state.questions.map((question) => {
            const answer = given.get(question.question_id);
            return answer === undefined
              ? question
              : ({
                  ...question,
                  answer,
                  status: answer === null ? "LEFT_OPEN" : "ANSWERED",
                } as const);
          });
          update({ questions });
          emit("genesis.questions.answered", command_id, {});
          break;
        }
        case "UPDATE_BRIEF": {
          update({ brief: { ...state.brief, ...request.payload } });
          emit("genesis.brief.updated", command_id, { brief: state.brief });
          break;
        }
        case "SET_BUDGET": {
          const budget = { ...state.budget, limit_usd: request.payload.limit_usd };
          update({ budget });
          emit("genesis.budget.set", command_id, { limit_usd: budget.limit_usd });
          result = budget;
          break;
        }
        case "FINISH_GENESIS": {
          const novel_id = fakeId();
          update({ status: "COMPLETED", novel_id });
          emit("genesis.session.finished", command_id, { novel_id, title: state.title });
          result = { novel_id };
          break;
        }
        case "REOPEN_STAGE":
        case "KEEP_STAGE":
        case "RENAME_EVERYWHERE":
        case "ABANDON_SESSION":
        case "RESUME_SESSION":
        case "ARCHIVE_SESSION":
        case "UNARCHIVE_SESSION":
        case "RENAME_SESSION":
          update(fakeGoingBack(state, request));
          emit(COMMAND_TABLE[request.command_type].event_type, command_id, request.payload ?? {});
          break;
        case "UNDO":
        case "REDO": {
          const [from, to] = request.command_type === "UNDO" ? [done, undone] : [undone, done];
          const last = from.pop();
          if (last === undefined) break;
          to.push({ ...last, other: state });
          const { version, cursor } = state;
          update({ ...last.other, version, cursor, undo: nameOf(done), redo: nameOf(undone) });
          emit(COMMAND_TABLE[request.command_type].event_type, command_id, {});
          result = { undone_command_id: last.command_id };
          break;
        }
        case "REQUEST_INSPIRATION":
        case "PLACE_MATERIAL":
        case "SUBMIT_IDEA":
        case "REVISE_PROPOSAL":
        case "REGENERATE_PROPOSAL":
          received = true;
          begin(request, command_id);
          emit(COMMAND_TABLE[request.command_type].event_type, command_id, asked);
      }
      const row: CommandRow = COMMAND_TABLE[request.command_type];
      if (row.is_undoable === true) {
        done.push({ command_id, command_type: request.command_type, other: before });
        undone.length = 0;
        update({ undo: nameOf(done), redo: null });
      }
      const answer = { command_id, command_type: request.command_type, version: state.version };
      return received
        ? { status: 202, body: { ...answer, status: "RECEIVED" } }
        : { status: 200, body: { ...answer, status: "COMPLETED", result } };
    },
    write(characters) {
      const pending = state.pending_commands[0];
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
        stage: state.current_stage,
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
      const pending = state.pending_commands[0];
      if (!pending || !writing) return;
      const kept_text = writing.texts[0]?.slice(0, writing.written[0]) ?? null;
      const error = {
        command_id: pending.command_id,
        command_type: pending.command_type,
        payload: { ...writing.request.payload },
        stage: state.current_stage,
        code,
        message: "connect ECONNREFUSED 127.0.0.1:11434",
        kept_text,
        at: new Date().toISOString(),
      };
      writing = null;
      update({ is_pending: false, pending_commands: [], last_error: error });
      emit("genesis.command.failed", pending.command_id, error);
    },
    change(change) {
      state = change(state);
      update({});
    },
  };
}

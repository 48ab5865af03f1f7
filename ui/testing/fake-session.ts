/** One session of the stand-in API: commands change it, a script writes its generations. */
import type { CommandRequest } from "../models/browser/api.ts";
import type { DomainEvent } from "#shared/events/events.ts";
import {
  COMMAND_TABLE,
  type CommandRow,
  type CommandType,
} from "#shared/commands/command-table.ts";
import { valueAt } from "#shared/pointer.ts";
import { nextStage, STAGES } from "#shared/stages.ts";
import type { SessionState } from "#shared/session/state.ts";
import type { Language } from "#shared/statuses.ts";
import { fakeGoingBack } from "./fake-going-back.ts";
import { type Broadcast, createFakeBook } from "./fake-book.ts";
import { createFakeWriting, type FakeWriting } from "./fake-writing.ts";
import { fakeId, fakeProposal } from "./fake-state.ts";

export interface FakeSession {
  readonly state: () => SessionState;
  readonly events: DomainEvent[];
  readonly accept: (request: CommandRequest) => { readonly status: number; readonly body: object };
  readonly write: FakeWriting["write"];
  readonly fail: FakeWriting["fail"];
  /** The state as it was at a version; null: it has no such. */
  readonly past: (version: number) => SessionState | null;
  /** The titles of the finished book's editions, the first first. */
  readonly editions: string[];
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

export function createFakeSession(language: Language, broadcast: Broadcast): FakeSession {
  const book = createFakeBook(language, broadcast);
  const { state, update, emit, setStage, addRound } = book;
  const writing = createFakeWriting(book, language);
  const done: Choice[] = [];
  const undone: Choice[] = [];
  const editions: string[] = [];

  return {
    state,
    events: book.events,
    past: book.past,
    editions,
    accept(request) {
      const command_id = fakeId();
      if (!state().available_commands.includes(request.command_type)) {
        return {
          status: 409,
          body: { status: 409, code: "COMMAND_NOT_ALLOWED", detail: "not now" },
        };
      }
      const stage = state().current_stage;
      const asked = {
        stage,
        command_type: request.command_type,
        payload: request.payload,
        locked: [],
      };
      const before = state();
      let result: object = {};
      let received = false;
      switch (request.command_type) {
        case "SELECT_CANDIDATE": {
          const { proposal_id, candidate_id, locked } = request.payload;
          const working = { proposal_id, candidate_id, locked: locked ?? [] };
          const of = STAGES.find((name) =>
            state().stages[name].proposals.some((round) => round.proposal_id === proposal_id),
          );
          setStage(of ?? stage, { working });
          emit("genesis.candidate.selected", command_id, { stage: of ?? stage, working });
          break;
        }
        case "SAVE_CANDIDATE": {
          const { stage: of, content, proposal_id, candidate_id, locked } = request.payload;
          const { working } = state().stages[of];
          const held = working?.candidate_id === candidate_id ? (working?.locked ?? []) : [];
          const proposal = fakeProposal(of, state().stages[of].proposal_count + 1, [content], {
            kind: "user",
            parent: proposal_id,
            parentCandidate: candidate_id,
            locked: locked ?? held.filter((pointer) => valueAt(content, pointer) !== undefined),
          });
          addRound(of, proposal);
          emit("genesis.candidate.saved", command_id, { stage: of, proposal });
          result = { proposal_id: proposal.proposal_id };
          break;
        }
        case "CONFIRM_STAGE": {
          const { proposal_id, candidate_id } = request.payload;
          const candidate = state()
            .stages[stage].proposals.find((proposal) => proposal.proposal_id === proposal_id)
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
            received = state().stages[next].status === "EMPTY";
          }
          if (received) writing.begin(request, command_id);
          emit("genesis.stage.confirmed", command_id, asked);
          break;
        }
        case "CANCEL_GENERATION": {
          const pending = state().pending_commands[0];
          writing.stop();
          update({ is_pending: false, pending_commands: [] });
          if (pending) emit("genesis.command.cancelled", pending.command_id, asked);
          result = { cancelled_command_id: pending?.command_id };
          break;
        }
        case "ANSWER_QUESTIONS": {
          const given = new Map(
            request.payload.answers.map(({ question_id, answer }) => [question_id, answer]),
          );
          const questions = state().questions.map((question) => {
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
          update({ brief: { ...state().brief, ...request.payload } });
          emit("genesis.brief.updated", command_id, { brief: state().brief });
          break;
        }
        case "SET_BUDGET": {
          const budget = { ...state().budget, limit_usd: request.payload.limit_usd };
          update({ budget });
          emit("genesis.budget.set", command_id, { limit_usd: budget.limit_usd });
          result = budget;
          break;
        }
        case "FINISH_GENESIS": {
          const novel_id = state().novel_id ?? fakeId();
          const edition = editions.push(state().title);
          update({ status: "COMPLETED", novel_id });
          emit("genesis.session.finished", command_id, { novel_id, edition, title: state().title });
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
          update(fakeGoingBack(state(), request));
          emit(COMMAND_TABLE[request.command_type].event_type, command_id, request.payload ?? {});
          break;
        case "UNDO":
        case "REDO": {
          const [from, to] = request.command_type === "UNDO" ? [done, undone] : [undone, done];
          const last = from.pop();
          if (last === undefined) break;
          to.push({ ...last, other: state() });
          const { version, cursor } = state();
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
          writing.begin(request, command_id);
          emit(COMMAND_TABLE[request.command_type].event_type, command_id, asked);
      }
      const row: CommandRow = COMMAND_TABLE[request.command_type];
      if (row.is_undoable === true) {
        done.push({ command_id, command_type: request.command_type, other: before });
        undone.length = 0;
        update({ undo: nameOf(done), redo: null });
      }
      const answer = { command_id, command_type: request.command_type, version: state().version };
      return received
        ? { status: 202, body: { ...answer, status: "RECEIVED" } }
        : { status: 200, body: { ...answer, status: "COMPLETED", result } };
    },
    write: writing.write,
    fail: writing.fail,
    change(change) {
      update(change(state()));
    },
  };
}

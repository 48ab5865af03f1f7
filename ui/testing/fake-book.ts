/** The state and the log of one session of the stand-in API, and how either is changed. */
import type { EventType } from "#shared/event-types.ts";
import type { DomainEvent } from "#shared/events/events.ts";
import type { Proposal } from "#shared/session/proposal.ts";
import type { SessionState } from "#shared/session/state.ts";
import type { Stage } from "#shared/stages.ts";
import type { Language } from "#shared/statuses.ts";
import { fakeAvailable, fakeId, fakeState } from "./fake-state.ts";

export type Broadcast = (type: string, id: number | null, data: object) => void;

export interface FakeBook {
  readonly state: () => SessionState;
  readonly events: DomainEvent[];
  readonly broadcast: Broadcast;
  readonly update: (change: Partial<SessionState>) => void;
  /** The next version, told to whoever follows. */
  readonly emit: (event_type: EventType, command_id: string | null, payload: object) => void;
  readonly past: (version: number) => SessionState | null;
  readonly setStage: (stage: Stage, change: Partial<SessionState["stages"][Stage]>) => void;
  readonly addRound: (stage: Stage, proposal: Proposal) => void;
}

export function createFakeBook(language: Language, broadcast: Broadcast): FakeBook {
  let state = fakeState(language);
  const events: DomainEvent[] = [];
  const pasts = new Map<number, SessionState>();

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
    pasts.set(version, state);
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

  const past = (version: number) => pasts.get(version) ?? null;
  return { state: () => state, events, past, broadcast, update, emit, setStage, addRound };
}

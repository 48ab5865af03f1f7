/** What somebody with Prefect's interface may do to a session's run, or to what runs need: a row each. */
import { expect } from "vitest";
import { z } from "zod";
import type { Callback } from "../../../callback/start-callback.ts";
import { askPrefect } from "../../provision/prefect-api.ts";
import type { SessionFixture } from "../sql/session-fixture.ts";
import { type RaceStudio, eventually } from "./race-studio.ts";

export interface Hands {
  readonly studio: RaceStudio;
  readonly callback: Callback;
  readonly pausedSession: () => Promise<SessionFixture>;
  /** Asks, and waits until the answer has made a round and the run waits again or has ended. */
  readonly takesATurn: (session: SessionFixture) => Promise<void>;
}

type Hand = (hands: Hands) => Promise<void>;

const stateOf = (studio: RaceStudio, run: string, state: object) =>
  studio.post(`/flow_runs/${run}/set_state`, { state, force: true });

/** Done while the run is at work on the session's second round, and looked at by a third. */
const atWork =
  (act: (studio: RaceStudio, run: string) => Promise<unknown>, then?: string): Hand =>
  async ({ studio, callback, pausedSession, takesATurn }) => {
    const session = await pausedSession();
    const { flow_run_id } = await studio.waitIn(session, "PAUSED");
    const rerun = await studio.barriers.hold("register_wait", session.session);
    await callback.handle(await studio.ask(session, "REGENERATE_PROPOSAL"));
    // The round is written, and the run is about to come to its next wait.
    const register = await rerun.letOneThrough();
    await register.reached();
    await act(studio, flow_run_id);
    await register.release();
    await takesATurn(session);
    if (then === undefined) return;
    await eventually(async () => expect((await studio.run(flow_run_id))?.state_type).toBe(then));
  };

/** Done while the run waits for its writer. */
const waiting =
  (act: (studio: RaceStudio, run: string) => Promise<unknown>): Hand =>
  async ({ studio, pausedSession, takesATurn }) => {
    const session = await pausedSession();
    const { flow_run_id } = await studio.waitIn(session, "PAUSED");
    await act(studio, flow_run_id);
    await takesATurn(session);
  };

const remove = (studio: RaceStudio, run: string) =>
  askPrefect(studio.prefect, `/flow_runs/${run}`, { method: "DELETE" });

export const HANDS_ON_RUNS: readonly (readonly [string, Hand])[] = [
  [
    "suspended while it works",
    atWork((studio, run) =>
      stateOf(studio, run, {
        type: "PAUSED",
        name: "Suspended",
        state_details: { pause_reschedule: true },
      }),
    ),
  ],
  [
    "paused while it works",
    atWork((studio, run) => stateOf(studio, run, { type: "PAUSED", name: "Paused" })),
  ],
  [
    "cancelled while it works",
    atWork((studio, run) => stateOf(studio, run, { type: "CANCELLING" }), "CANCELLED"),
  ],
  ["deleted while it works", atWork(remove)],
  ["cancelled while it waits", waiting((s, run) => stateOf(s, run, { type: "CANCELLED" }))],
  ["deleted while it waits", waiting(remove)],
  [
    "resumed without an answer",
    waiting((s, run) =>
      askPrefect(s.prefect, `/flow_runs/${run}/resume`, { method: "POST", body: {} }),
    ),
  ],
  ["set to scheduled while it waits", waiting((s, run) => stateOf(s, run, { type: "SCHEDULED" }))],
  ["failed while it waits", waiting((s, run) => stateOf(s, run, { type: "FAILED" }))],
  ["crashed while it works", atWork((s, run) => stateOf(s, run, { type: "CRASHED" }))],
  ["set to running while it waits", waiting((s, run) => stateOf(s, run, { type: "RUNNING" }))],
  [
    "put off for years while it waits",
    waiting((studio, run) =>
      stateOf(studio, run, {
        type: "SCHEDULED",
        state_details: { scheduled_time: new Date(Date.now() + 1e11).toISOString() },
      }),
    ),
  ],
];

const onWork =
  (method: string, path: string, body?: object): Hand =>
  async ({ studio, pausedSession, takesATurn }) => {
    const session = await pausedSession();
    const answer = await askPrefect(studio.prefect, path, {
      method,
      ...(body === undefined ? {} : { body }),
    });
    expect(answer.status).toBeLessThan(300);
    await takesATurn(session);
  };

const POOL = "/work_pools/genesis";

async function deploymentPath({ studio }: Hands): Promise<string> {
  const found = await askPrefect(studio.prefect, "/deployments/name/genesis/genesis");
  return `/deployments/${z.object({ id: z.string() }).parse(await found.json()).id}`;
}

/** One after another: each is done to all sessions. */
export const HANDS_ON_WORK: readonly (readonly [string, Hand])[] = [
  ["pool was paused", onWork("PATCH", POOL, { is_paused: true })],
  ["queue was paused", onWork("PATCH", `${POOL}/queues/default`, { is_paused: true })],
  [
    "deployment lets one run through at a time",
    async (hands) => onWork("PATCH", await deploymentPath(hands), { concurrency_limit: 1 })(hands),
  ],
  ["pool lets one run through at a time", onWork("PATCH", POOL, { concurrency_limit: 1 })],
  ["deployment was deleted", async (hands) => onWork("DELETE", await deploymentPath(hands))(hands)],
  ["pool was deleted", onWork("DELETE", POOL)],
];

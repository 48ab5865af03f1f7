/**
 * More load, at a steady pace whatever the edges are going through: commands of one event each that
 * start nothing, by the SQL function that the edge calls. So at any cut some rows are on their way.
 */
import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import { pause } from "#runtime/work/pause.ts";
import { conceptContent } from "../../integration/edge/contents.ts";
import { type Outcome, SessionFixture, connectAs } from "../../integration/sql/session-fixture.ts";
import type { Random } from "../random.ts";
import type { AnsweredCommand } from "./writers.ts";

export interface BulkWriters {
  readonly answered: readonly AnsweredCommand[];
  readonly faults: readonly string[];
  stop(): Promise<void>;
}

const SESSIONS = 30;
const TICK_MS = 100;
const COMMANDS_A_TICK = 6;

interface Choice {
  readonly session: SessionFixture;
  readonly payload: Readonly<Record<string, unknown>>;
}

export async function startBulkWriters(databaseUrl: string, random: Random): Promise<BulkWriters> {
  const app = connectAs(databaseUrl, "genesis_app", COMMANDS_A_TICK);
  const service = connectAs(databaseUrl, "genesis_service", 1);
  const answered: AnsweredCommand[] = [];
  const faults: string[] = [];
  const stopping = new AbortController();
  const choices = await Promise.all(
    Array.from({ length: SESSIONS }, () => sessionWithProposal(app, service)),
  );

  /** Repeated with its key until it is answered; the database being away is waited for. */
  const choose = async ({ session, payload }: Choice) => {
    const options = { key: randomUUID(), hash: "the same" };
    while (!stopping.signal.aborted) {
      const outcome = await session
        .accept("SELECT_CANDIDATE", payload, options)
        .catch((): Outcome | null => null);
      if (outcome?.answer !== undefined) {
        const { command_id, version } = outcome.answer;
        answered.push({ session_id: session.session, command_id, version });
        return;
      }
      if (outcome !== null && outcome.outcome !== "UNAVAILABLE") {
        faults.push(`SELECT_CANDIDATE: ${JSON.stringify(outcome)}`);
        return;
      }
      await pause(TICK_MS, stopping.signal);
    }
  };

  const busy = new Set<Promise<void>>();
  const writing = (async () => {
    while (!stopping.signal.aborted) {
      for (let count = 0; count < COMMANDS_A_TICK && busy.size < COMMANDS_A_TICK; count += 1) {
        const chosen = choose(random.pick(choices)).finally(() => busy.delete(chosen));
        busy.add(chosen);
      }
      await pause(TICK_MS, stopping.signal);
    }
  })();
  return {
    answered,
    faults,
    async stop() {
      stopping.abort();
      await writing;
      await Promise.all(busy);
      await Promise.all([app.end({ timeout: 1 }), service.end({ timeout: 1 })]);
    },
  };
}

async function sessionWithProposal(app: Sql, service: Sql): Promise<Choice> {
  const session = await SessionFixture.create(app, service);
  await session.accepted("SAVE_CANDIDATE", {
    stage: "CONCEPT_SELECTION",
    content: conceptContent("The drowned bell"),
  });
  const { stages } = await session.state();
  const proposal = stages["CONCEPT_SELECTION"]?.proposals[0];
  const payload = {
    proposal_id: proposal?.proposal_id,
    candidate_id: proposal?.candidates[0]?.candidate_id,
  };
  return { session, payload };
}

/** A session's waits in a real database, from the flow's side and the callback's. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Sql } from "postgres";
import type { Answer } from "../../../callback/handles.ts";
import { SessionFixture } from "../sql/session-fixture.ts";

const outcome = z.looseObject({
  outcome: z.string(),
  payload: z.record(z.string(), z.unknown()).optional(),
  flow_run_id: z.string().nullish(),
  handle_id: z.string().optional(),
  run_epoch: z.number().optional(),
  former_flow_run_id: z.string().nullish(),
});

export type WaitOutcome = z.infer<typeof outcome>;

export interface HandleRow {
  readonly handle_id: string;
  readonly correlation_id: string;
  readonly status: string;
  readonly flow_run_id: string | null;
  readonly resume_payload: Readonly<Record<string, unknown>> | null;
  readonly paused_by: string | null;
}

export class WaitFixture {
  readonly session: SessionFixture;
  readonly run: string = randomUUID();
  readonly service: Sql;

  private constructor(session: SessionFixture, service: Sql) {
    this.session = session;
    this.service = service;
  }

  static async create(app: Sql, service: Sql): Promise<WaitFixture> {
    return new WaitFixture(await SessionFixture.create(app, service), service);
  }

  async correlation(): Promise<string> {
    return (await this.session.state()).correlation_id;
  }

  /** Accepts an inspiration and gives its answer, as the relay would deliver it. */
  async ask(): Promise<Answer> {
    const { command_id, correlation_id } = await this.session.accepted("REQUEST_INSPIRATION");
    if (correlation_id === null) throw new Error("the command answers no wait");
    return {
      session_id: this.session.session,
      correlation_id,
      command_id,
      event_type: "genesis.inspiration.requested",
      traceparent: null,
    };
  }

  register(correlation: string, run = this.run, epoch = this.session.epoch): Promise<WaitOutcome> {
    return this.#call(this.service`
      select genesis.register_wait(${this.session.session}, ${epoch}, ${correlation}, ${run},
        ${randomUUID()}, ${correlation}) as answer`);
  }

  paused(correlation: string, by: "hook" | "reconciler" = "hook", run = this.run) {
    return this.#call(
      this.service`select genesis.handle_paused(${correlation}, ${run}, ${by}) as answer`,
    );
  }

  /** Registers and pauses: the run waits for its answer. */
  async pause(): Promise<string> {
    const correlation = await this.correlation();
    await this.register(correlation);
    await this.paused(correlation);
    return correlation;
  }

  deliver(answer: Answer): Promise<WaitOutcome> {
    return this.#call(this.service`
      select genesis.deliver_answer(${answer.session_id}, ${answer.correlation_id},
        ${answer.command_id}, ${JSON.stringify(answer)}::text::jsonb) as answer`);
  }

  resumed(correlation: string): Promise<WaitOutcome> {
    return this.#call(this.service`select genesis.handle_resumed(${correlation}) as answer`);
  }

  claim(correlation: string, expectedEpoch = this.session.epoch): Promise<WaitOutcome> {
    return this.#call(this.service`
      select genesis.claim_run(${this.session.session}, ${expectedEpoch}, ${correlation}) as answer`);
  }

  async takeResumes(): Promise<readonly { correlation_id: string; attempts: number }[]> {
    const [row] = await this.service<{ answer: { correlation_id: string; attempts: number }[] }[]>`
      select genesis.take_resumes(50) as answer`;
    return row?.answer ?? [];
  }

  async handles(): Promise<readonly HandleRow[]> {
    return this.service<HandleRow[]>`select handle_id, correlation_id, status, flow_run_id,
      resume_payload, paused_by from flow_resume_handles
      where session_id = ${this.session.session} order by created_at`;
  }

  async #call(query: PromiseLike<readonly Record<string, unknown>[]>): Promise<WaitOutcome> {
    const [row] = await query;
    return outcome.parse(row?.answer);
  }
}

/**
 * Real parts for tests of pause and resume: a database with barriers, Prefect behind two gates (the
 * callback's and the worker's), the Python worker as a process, Valkey with its bridge. A test
 * delivers a command's event itself, and so says what happens first.
 */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { expect, vi } from "vitest";
import { z } from "zod";
import type { CommandType } from "#shared/commands/command-table.ts";
import type { OutboxMessage } from "#shared/events/delivery.ts";
import { isAnswerEventType } from "#shared/event-types.ts";
import { HttpGate } from "../../provision/http-gate.ts";
import { type Provision, startProvision } from "../../provision/provision.ts";
import type { PrefectAccess } from "#runtime/prefect-access.ts";
import { askPrefect, prefectAccessOf, prefectVariables } from "../../provision/prefect-api.ts";
import { type RoleProcess, roleProcess } from "../../provision/role-processes.ts";
import { type UpstashRest, startUpstashRest } from "../../provision/valkey.ts";
import { SessionFixture, connectAs } from "../sql/session-fixture.ts";
import { Barriers } from "./barriers.ts";

const flowRun = z.object({
  id: z.string(),
  state_type: z.string(),
  state: z.object({ state_details: z.object({ pause_key: z.string().nullish() }) }),
  empirical_policy: z.object({ pause_keys: z.array(z.string()).nullish() }),
});
export type FlowRun = z.infer<typeof flowRun>;

export interface Wait {
  readonly correlation_id: string;
  readonly flow_run_id: string;
  readonly run_epoch: number;
  readonly status: string;
  readonly paused_by: string | null;
  readonly is_answered: boolean;
  readonly is_leased: boolean;
}

/** Looks again until it does not throw. Unlike expect.poll, also in hooks and concurrent tests. */
export function eventually<T>(look: () => T | Promise<T>, timeoutMs = 90_000): Promise<T> {
  return vi.waitFor(look, { timeout: timeoutMs, interval: 40 });
}

export class RaceStudio implements AsyncDisposable {
  readonly databaseUrl: string;
  readonly prefect: PrefectAccess;
  /** In front of Prefect, for the callback alone and for the worker alone. */
  readonly callbackGate: HttpGate;
  readonly workerGate: HttpGate;
  readonly rest: UpstashRest;
  readonly barriers: Barriers;
  readonly worker: RoleProcess;
  readonly app: Sql;
  readonly service: Sql;
  readonly #provision: Provision;
  readonly #directory: string;

  private constructor(parts: {
    databaseUrl: string;
    prefect: PrefectAccess;
    callbackGate: HttpGate;
    workerGate: HttpGate;
    rest: UpstashRest;
    barriers: Barriers;
    worker: RoleProcess;
    provision: Provision;
    directory: string;
  }) {
    this.databaseUrl = parts.databaseUrl;
    this.prefect = parts.prefect;
    this.callbackGate = parts.callbackGate;
    this.workerGate = parts.workerGate;
    this.rest = parts.rest;
    this.barriers = parts.barriers;
    this.worker = parts.worker;
    this.#provision = parts.provision;
    this.#directory = parts.directory;
    this.app = connectAs(parts.databaseUrl, "genesis_app", 8);
    this.service = connectAs(parts.databaseUrl, "genesis_service", 8);
  }

  /**
   * A Prefect of its own: flow runs go to any worker of their pool.
   * @param prefectPath how provision.ts is asked for it
   */
  static async start(prefectPath = "/prefect"): Promise<RaceStudio> {
    const provision = await startProvision();
    const ask = async (path: string) => {
      const response = await fetch(`${provision.url}${path}`, { method: "POST" });
      return z.record(z.string(), z.string()).parse(await response.json());
    };
    const [database, startedPrefect, rest] = await Promise.all([
      ask("/databases"),
      ask(prefectPath),
      startUpstashRest(),
    ]);
    const databaseUrl = database["url"] ?? "";
    const prefect = prefectAccessOf(startedPrefect);
    const [callbackGate, workerGate, barriers] = await Promise.all([
      HttpGate.start(prefect.apiUrl),
      HttpGate.start(prefect.apiUrl),
      Barriers.install(databaseUrl),
    ]);
    const directory = mkdtempSync(join(tmpdir(), "genesis-resume-"));
    const worker = await roleProcess({
      role: "flows",
      env: {
        DATABASE_URL: databaseUrl,
        ...prefectVariables(startedPrefect),
        PREFECT_API_URL: workerGate.url,
        UPSTASH_REDIS_REST_URL: rest.url,
        UPSTASH_REDIS_REST_TOKEN: rest.token,
        GENESIS_DATA_DIR: directory,
      },
      directory,
    });
    const studio = new RaceStudio({
      ...{ databaseUrl, prefect, callbackGate, workerGate, rest, barriers, worker },
      ...{ provision, directory },
    });
    await worker.start();
    await studio.isWorkerReady();
    return studio;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.worker.kill9();
    await Promise.all([this.app.end({ timeout: 1 }), this.service.end({ timeout: 1 })]);
    await this.barriers[Symbol.asyncDispose]();
    await this.callbackGate[Symbol.asyncDispose]();
    await this.workerGate[Symbol.asyncDispose]();
    await this.rest[Symbol.asyncDispose]();
    await this.#provision.stop();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async isWorkerReady(): Promise<void> {
    const status = async () => {
      const [row] = await this.service<{ parts: { flows?: { status: string } } }[]>`
        select genesis.parts() as parts`;
      return row?.parts.flows?.status;
    };
    await eventually(async () => expect(await status()).toBe("ok"), 60_000);
  }

  session(): Promise<SessionFixture> {
    return SessionFixture.create(this.app, this.service);
  }

  /** Accepts a command and gives its event, as the relay would deliver it. */
  async ask(
    session: SessionFixture,
    type: CommandType,
    payload: Readonly<Record<string, unknown>> = {},
  ): Promise<OutboxMessage> {
    const { command_id } = await session.accepted(type, payload);
    const [row] = await this.service<OutboxMessage[]>`
      select event_id, event_type, session_id, version, command_id, correlation_id
      from domain_events where command_id = ${command_id} order by version limit 1`;
    if (row === undefined || !isAnswerEventType(row.event_type)) throw new Error("no event");
    return {
      ...row,
      outbox_id: row.version,
      occurred_at: new Date().toISOString(),
      payload: {},
      traceparent: null,
    };
  }

  /** The present wait, once its run has come to it. */
  async wait(session: SessionFixture): Promise<Wait | undefined> {
    const [row] = await this.service<Wait[]>`
      select h.correlation_id, h.flow_run_id, s.run_epoch, h.status, h.paused_by,
        h.resume_payload is not null as is_answered,
        coalesce(h.lease_until > now(), false) as is_leased
      from genesis_sessions s join flow_resume_handles h using (session_id, correlation_id)
      where s.session_id = ${session.session} order by h.created_at desc limit 1`;
    return row;
  }

  async waitIn(session: SessionFixture, ...statuses: readonly string[]): Promise<Wait> {
    return eventually(async () => {
      const wait = await this.wait(session);
      expect(statuses).toContain(wait?.status);
      if (wait === undefined) throw new Error("no wait");
      return wait;
    });
  }

  /** The run that owns the session, once there is one. */
  ownerOf(session: SessionFixture): Promise<string> {
    return eventually(async () => {
      const [row] = await this.service<{ flow_run_id: string | null }[]>`
        select flow_run_id from genesis_sessions where session_id = ${session.session}`;
      if (typeof row?.flow_run_id !== "string") throw new Error("no owner");
      return row.flow_run_id;
    });
  }

  async statusOf(correlationId: string): Promise<string | undefined> {
    const [row] = await this.service<{ status: string }[]>`
      select status from flow_resume_handles where correlation_id = ${correlationId}
      order by created_at desc limit 1`;
    return row?.status;
  }

  async run(flowRunId: string): Promise<FlowRun | null> {
    const response = await askPrefect(this.prefect, `/flow_runs/${flowRunId}`);
    return response.status === 404 ? null : flowRun.parse(await response.json());
  }

  async post(path: string, body: object): Promise<unknown> {
    const response = await askPrefect(this.prefect, path, { body });
    const answer: unknown = await response.json().catch(() => null);
    return answer;
  }

  /** Nothing is pending any more, nothing failed, and each answer made one round and no more. */
  async hasSettled(session: SessionFixture, rounds: number): Promise<void> {
    const seen = async () => {
      const state = await session.state();
      return {
        is_pending: state.is_pending,
        error: state.last_error?.code ?? null,
        rounds: state.stages["CONCEPT_SELECTION"]?.proposals.length,
      };
    };
    const settled = { is_pending: false, error: null, rounds: Math.min(rounds, 2) };
    await eventually(async () => expect(await seen()).toEqual(settled));
    const [row] = await this.service<{ rounds: number }[]>`
      select count(*)::integer as rounds from genesis_proposals
      where session_id = ${session.session}`;
    expect(row?.rounds).toBe(rounds);
  }

  /** The same answer as if it had come again: a consumer drops a version that it has handled. */
  again(message: OutboxMessage): OutboxMessage {
    return { ...message, event_id: randomUUID(), version: message.version + 1_000_000 };
  }

  /** A pool of its own, as the database's owner. */
  owner(): Sql {
    return postgres(this.databaseUrl, { max: 2, onnotice: () => undefined });
  }
}

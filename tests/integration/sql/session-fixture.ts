/** A session in a real database, driven through the SQL functions alone. */
import { randomUUID } from "node:crypto";
import postgres, { type Sql } from "postgres";
import type { CommandType } from "#shared/commands/command-table.ts";

export interface CommandAnswer {
  readonly command_id: string;
  readonly status: "RECEIVED" | "COMPLETED";
  readonly version: number;
  readonly correlation_id: string | null;
  readonly result?: Readonly<Record<string, unknown>>;
}

/** The union of what `accept_command` returns, as far as tests look at it. */
export interface Outcome {
  readonly outcome: string;
  readonly answer?: CommandAnswer;
  readonly duplicate_command_id?: string;
  readonly pending_command_id?: string;
  readonly version?: number;
  readonly available_commands?: readonly string[];
  readonly limit_usd?: number;
  readonly spent_usd?: number;
  readonly issues?: readonly { readonly path: string; readonly message: string }[];
}

export interface Working {
  readonly proposal_id: string;
  readonly candidate_id: string;
  readonly locked: readonly string[];
}

export interface Proposal {
  readonly proposal_id: string;
  readonly round: number;
  readonly origin: Readonly<Record<string, unknown>>;
  readonly candidates: readonly {
    readonly candidate_id: string;
    readonly content: Readonly<Record<string, unknown>>;
    readonly changed: readonly string[];
    readonly field_origins: Readonly<Record<string, { readonly kind: string }>>;
    readonly receipts: readonly unknown[];
  }[];
}

/** What a worker is given with a command, as far as tests look at it. */
export interface Begun {
  readonly outcome: string;
  readonly attempt: number;
  readonly context: Readonly<Record<string, unknown>>;
}

export interface Counted {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cost_usd: number | null;
}

export interface StateOf {
  readonly version: number;
  readonly cursor: number;
  readonly current_stage: string;
  readonly is_pending: boolean;
  readonly correlation_id: string;
  readonly available_commands: readonly string[];
  readonly title: string;
  readonly status: string;
  readonly novel_id: string | null;
  readonly questions: readonly { readonly question_id: string }[];
  readonly budget: { readonly limit_usd: number | null; readonly spent_usd: number };
  readonly usage: Counted;
  readonly last_error: { readonly code: string; readonly kept_text: string | null } | null;
  readonly pending_commands: readonly {
    readonly command_id: string;
    readonly progress: number;
    readonly partial: readonly { readonly candidate_index: number; readonly text: string }[];
  }[];
  readonly undo: { readonly command_id: string; readonly command_type: string } | null;
  readonly redo: { readonly command_id: string; readonly command_type: string } | null;
  readonly archived_at: string | null;
  readonly branch_of: { readonly session_id: string; readonly version: number } | null;
  readonly replay: {
    readonly model: string;
    readonly status: string;
    readonly done: number;
    readonly total: number;
  } | null;
  readonly stages: Readonly<
    Record<
      string,
      {
        readonly status: string;
        readonly working: Working | null;
        readonly accepted: { readonly content: Readonly<Record<string, unknown>> } | null;
        readonly kept_text: string | null;
        readonly usage: Counted;
        readonly stale_because: readonly string[] | null;
        readonly stale_basis: Readonly<Record<string, unknown>> | null;
        readonly proposals: readonly Proposal[];
      }
    >
  >;
}

/** A stage without what only the present has. */
export function choicesIn(stage: StateOf["stages"][string] | undefined): object {
  return { ...stage, kept_text: undefined, usage: undefined };
}

export interface BranchOptions {
  readonly title?: string | null;
  readonly replayWith?: string | null;
  readonly maxStored?: number | null;
}

/** One connection pool as the role a part runs as. */
export function connectAs(url: string, role: "genesis_app" | "genesis_service", max = 4): Sql {
  return postgres(url, { max, connection: { role }, onnotice: () => {} });
}

/** As if the account of a session stored so much. @param sql as genesis_service */
export async function storeBytes(sql: Sql, session: string, bytes: number): Promise<void> {
  await sql`update accounts set stored_bytes = ${bytes}
    where account_id = (select account_id from genesis_sessions where session_id = ${session})`;
}

/** A fresh session of a fresh account, with the calls of edge and flow on it. */
export class SessionFixture {
  readonly account: string;
  readonly app: Sql;
  readonly service: Sql;
  readonly session: string;
  epoch = 1;

  private constructor(app: Sql, service: Sql, account: string, session: string) {
    this.app = app;
    this.service = service;
    this.account = account;
    this.session = session;
  }

  static async create(app: Sql, service: Sql): Promise<SessionFixture> {
    const account = randomUUID();
    const [row] = await app<{ created: { state: { session_id: string } } }[]>`
      select genesis.create_session(${account}, null, 'en', null, null) as created`;
    if (row === undefined) throw new Error("create_session returned no row");
    const session = row.created.state.session_id;
    await service`update genesis_sessions set run_epoch = 1 where session_id = ${session}`;
    return new SessionFixture(app, service, account, session);
  }

  /** A session that was created elsewhere, such as through an edge. */
  static async adopt(app: Sql, service: Sql, session: string): Promise<SessionFixture> {
    const [row] = await service<{ account_id: string }[]>`
      update genesis_sessions set run_epoch = 1 where session_id = ${session} returning account_id`;
    if (row === undefined) throw new Error(`no session ${session}`);
    return new SessionFixture(app, service, row.account_id, session);
  }

  /** As if the holder of its wait's lease had died long ago. */
  async letLeaseRunOut(): Promise<void> {
    await this.service`update flow_resume_handles set lease_until = now() - interval '1 second'
      where session_id = ${this.session} and lease_until is not null`;
  }

  /** Its run in Prefect, which was heard of so long ago; null: it has none. */
  async hasRun(run: string | null, secondsAgo = 0): Promise<void> {
    await this.service`update genesis_sessions
      set flow_run_id = ${run}, run_seen_at = now() - make_interval(secs => ${secondsAgo})
      where session_id = ${this.session}`;
  }

  /** A branch of this session. */
  async branch(version: number, options: BranchOptions = {}): Promise<SessionFixture> {
    const branch = await this.branchIfThere(version, options);
    if (branch === null) throw new Error("there is no such session");
    return branch;
  }

  /** Null while it is deleted. */
  async branchIfThere(
    version: number,
    { title = null, replayWith = null, maxStored = null }: BranchOptions = {},
  ): Promise<SessionFixture | null> {
    const [row] = await this.app<
      { branched: { outcome: string; state?: { session_id: string } } }[]
    >`
      select genesis.branch_session(${this.account}, ${this.session}, ${version}, ${title},
        ${replayWith}, null, null, ${maxStored}) as branched`;
    if (row?.branched.outcome === "NOT_FOUND") return null;
    if (row?.branched.state === undefined) throw new Error(JSON.stringify(row?.branched));
    return SessionFixture.adopt(this.app, this.service, row.branched.state.session_id);
  }

  async accept(
    type: CommandType,
    payload: Readonly<Record<string, unknown>> = {},
    options: { readonly key?: string; readonly hash?: string; readonly expected?: number } = {},
  ): Promise<Outcome> {
    const [row] = await this.app<{ outcome: Outcome }[]>`
      select genesis.accept_command(${this.account}, ${this.session}, ${type},
        ${JSON.stringify(payload)}::text::jsonb, ${options.key ?? null}, ${options.hash ?? null},
        ${options.expected ?? null}) as outcome`;
    if (row === undefined) throw new Error("accept_command returned no row");
    return row.outcome;
  }

  /**
   * The same command so many times in one transaction, as the edge sends what comes together; what
   * finds its session locked is asked for alone, as there.
   */
  async acceptTogether(
    times: number,
    type: CommandType,
    payload: Readonly<Record<string, unknown>>,
    options: { readonly key: string; readonly hash: string },
  ): Promise<Outcome[]> {
    const command = { account: this.account, session: this.session, type, payload, ...options };
    const commands = Array.from({ length: times }, () => command);
    const [row] = await this.app<{ outcomes: Outcome[] }[]>`
      select genesis.accept_commands(${JSON.stringify(commands)}::text::jsonb) as outcomes`;
    return Promise.all(
      (row?.outcomes ?? []).map(async (outcome) =>
        outcome.outcome === "SESSION_LOCKED" ? this.accept(type, payload, options) : outcome,
      ),
    );
  }

  async accepted(
    type: CommandType,
    payload: Readonly<Record<string, unknown>> = {},
  ): Promise<CommandAnswer> {
    const outcome = await this.accept(type, payload);
    if (outcome.answer === undefined) throw new Error(JSON.stringify(outcome));
    return outcome.answer;
  }

  async state(): Promise<StateOf> {
    const state = await this.stateIfThere();
    if (state === null) throw new Error("there is no such session");
    return state;
  }

  /** Null while it is deleted. */
  async stateIfThere(): Promise<StateOf | null> {
    const [row] = await this.app<{ state: StateOf | null }[]>`
      select genesis.session_state(${this.account}, ${this.session}) as state`;
    return row?.state ?? null;
  }

  async begin(command: string, epoch = this.epoch): Promise<Begun> {
    const [row] = await this.service<{ begun: Begun }[]>`
      select genesis.begin_command(${command}, ${epoch}, ${randomUUID()}) as begun`;
    if (row === undefined) throw new Error("begin_command returned no row");
    return row.begun;
  }

  async record(
    command: string,
    contents: readonly Readonly<Record<string, unknown>>[],
    locked: readonly string[] = [],
    {
      epoch = this.epoch,
      receipts = [],
    }: { readonly epoch?: number; readonly receipts?: readonly (readonly unknown[])[] } = {},
  ): Promise<{ outcome: string }> {
    const origin = {
      kind: "sample",
      model: null,
      input_tokens: 10,
      output_tokens: 20,
      cost_usd: 0,
    };
    const [row] = await this.service<{ recorded: { outcome: string } }[]>`
      select genesis.record_proposal(${command}, ${epoch}, ${JSON.stringify(contents)}::text::jsonb,
        ${JSON.stringify(origin)}::text::jsonb, ${JSON.stringify(locked)}::text::jsonb,
        ${JSON.stringify(receipts)}::text::jsonb) as recorded`;
    if (row === undefined) throw new Error("record_proposal returned no row");
    return row.recorded;
  }

  /** Brings a background command to a proposal with these contents. */
  async generate(
    type: CommandType,
    payload: Readonly<Record<string, unknown>>,
    contents: readonly Readonly<Record<string, unknown>>[],
  ): Promise<string> {
    const { command_id } = await this.accepted(type, payload);
    await this.begin(command_id);
    await this.record(command_id, contents);
    return command_id;
  }

  async rows(table: string): Promise<number> {
    const [row] = await this.service<{ count: number }[]>`
      select count(*)::int as count from ${this.service(table)} where session_id = ${this.session}`;
    return row?.count ?? 0;
  }
}

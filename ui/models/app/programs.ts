/** The tokens by which programs open this shelf: listed, made and shown once, ended. */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { ApiClient, ApiModel } from "#shared/http/client.ts";
import { type ApiResult, ask, askForNothing } from "../browser/api.ts";
import type { FailedPress } from "../session/send-outcome.ts";
import { pageClient } from "../browser/page-client.ts";

export type ProgramToken = ApiModel<"AccountToken">;
export type MadeToken = ApiModel<"MadeAccountToken">;
export type TokenScope = ApiModel<"TokenScope">;

export const TOKEN_SCOPES = ["propose", "read", "full"] as const satisfies readonly TokenScope[];

export interface ProgramsApi {
  readonly listTokens: () => Promise<ApiResult<ApiModel<"AccountTokens">>>;
  readonly makeToken: (body: ApiModel<"AccountTokenRequest">) => Promise<ApiResult<MadeToken>>;
  readonly endToken: (token_id: string) => Promise<ApiResult<unknown>>;
}

const TOKEN = "/api/v1/genesis/account/tokens/{token_id}";

function createProgramsApi(client: ApiClient = pageClient()): ProgramsApi {
  return {
    listTokens: () => ask(client.GET("/api/v1/genesis/account/tokens")),
    makeToken: (body) => ask(client.POST("/api/v1/genesis/account/tokens", { body })),
    endToken: (token_id) => askForNothing(client.DELETE(TOKEN, { params: { path: { token_id } } })),
  };
}

export interface ProgramsModel {
  /** null: not known yet. */
  readonly tokens: ReadonlySignal<readonly ProgramToken[] | null>;
  /** While it is shown. */
  readonly made: ReadonlySignal<MadeToken | null>;
  readonly isBusy: ReadonlySignal<boolean>;
  readonly failed: ReadonlySignal<Pick<FailedPress, "outcome"> | null>;
  readonly load: () => Promise<void>;
  readonly make: (name: string, scope: TokenScope) => Promise<void>;
  readonly hide: () => void;
  readonly end: (token_id: string) => Promise<void>;
}

export function createPrograms(api: ProgramsApi = createProgramsApi()): ProgramsModel {
  const tokens = signal<readonly ProgramToken[] | null>(null);
  const made = signal<MadeToken | null>(null);
  const isBusy = signal(false);
  const failed = signal<Pick<FailedPress, "outcome"> | null>(null);

  async function load(): Promise<void> {
    const listed = await api.listTokens();
    if (listed.outcome === "ok") tokens.value = listed.body.tokens;
    else failed.value = { outcome: listed };
  }

  async function press<T>(request: () => Promise<ApiResult<T>>, done: (body: T) => void) {
    if (isBusy.value) return;
    isBusy.value = true;
    failed.value = null;
    const result = await request();
    isBusy.value = false;
    if (result.outcome !== "ok") failed.value = { outcome: result };
    else done(result.body);
    await load();
  }

  return {
    tokens,
    made,
    isBusy,
    failed,
    load,
    make: (name, scope) =>
      press(
        () => api.makeToken({ name, scope }),
        (token) => (made.value = token),
      ),
    hide() {
      made.value = null;
    },
    end: (token_id) =>
      press(
        () => api.endToken(token_id),
        () => {
          if (made.value?.token_id === token_id) made.value = null;
        },
      ),
  };
}

/** What an account has beside its books, for looking at screens: browsers, tokens, webhooks, its model. */
import type { ApiModel } from "#shared/http/client.ts";

const NOW = new Date().toISOString();

const account: ApiModel<"Account"> = {
  mode: "local",
  name: null,
  sessions: 3,
  local_sessions: 0,
  has_confirmed_stage: true,
  is_keeper: true,
  can_sign_out: false,
  deletion_grace_days: 30,
  recovery_phrase_made_at: null,
  recovery_phrase_made_here: null,
};

const browsers: ApiModel<"AccountBrowsers"> = {
  browsers: ["Firefox · Linux", "Safari · iPhone"].map((device, index) => ({
    browser_id: `00000000-0000-4000-8000-00000000b00${index}`,
    device,
    created_at: NOW,
    last_seen_at: NOW,
    is_current: index === 0,
    joined_by: "code",
  })),
};

const merges: ApiModel<"AccountMerges"> = {
  merges: [
    {
      merge_id: "00000000-0000-4000-8000-00000000c001",
      brought_sessions: 2,
      is_own: true,
      merged_at: NOW,
      undo_until: NOW,
      undone_at: null,
    },
  ],
};

const tokens: ApiModel<"AccountTokens"> = {
  tokens: [
    {
      token_id: "00000000-0000-4000-8000-00000000d001",
      name: "My assistant",
      scope: "propose",
      created_at: NOW,
      last_used_at: null,
    },
  ],
};

const webhooks: ApiModel<"Webhooks"> = {
  webhooks: [
    {
      webhook_id: "00000000-0000-4000-8000-00000000e001",
      url: "https://example.org/hooks/a-long-address-that-has-to-break-somewhere-on-a-phone",
      event_types: null,
      created_at: NOW,
      last_sent_at: NOW,
      last_error: "503 Service Unavailable",
      pending: 2,
      failed: 1,
    },
  ],
};

const settings: ApiModel<"ModelSettings"> = {
  source: "own",
  base_url: "http://127.0.0.1:11434/v1",
  model: "qwen3-32b",
  has_key: false,
  concurrency: 1,
  price: { source: "own", currency: "USD", input_per_mtok: 0, output_per_mtok: 0 },
  stages: {},
};

const usage: ApiModel<"ModelUsage"> = {
  usage: [
    {
      month: "2026-11",
      model: "qwen3-32b",
      host: "127.0.0.1:11434",
      calls: 12,
      failed_calls: 0,
      input_tokens: 40_210,
      cached_tokens: 0,
      output_tokens: 61_400,
      reasoning_tokens: 0,
      cost_usd: 0,
      unknown_calls: 0,
    },
  ],
};

const summary: ApiModel<"MaterialSummary"> = {
  material_id: "00000000-0000-4000-8000-00000000f001",
  name: "notes-on-the-flood.md",
  kind: "markdown",
  encoding: "utf-8",
  chars: 5_321,
  left_out: ["images"],
  created_at: NOW,
};

const list: ApiModel<"MaterialList"> = { materials: [summary], next: null };

const material: ApiModel<"Material"> = {
  ...summary,
  sections: ["The flood", "People", "Ada Fenn"].map((heading, index) => ({
    section_id: String(index),
    heading,
    level: index === 0 ? 1 : 2,
    at: index * 1_700,
    chars: 1_700,
    is_group: false,
    goes_to: index === 0 ? "notes" : "character",
  })),
};

/** The answer to a GET below the API's base, or to a POST that makes something; null: not one of these. */
export function accountAnswer(method: string, path: string): object | null {
  const [, kind, id, what, one] = path.split("/");
  if (method === "POST" && path === "/account/tokens") {
    return { ...tokens.tokens[0], token: "gst_0123456789abcdefghijklmnopqrstuvwxyz" };
  }
  if (method === "POST" && path === "/account/webhooks") {
    return { ...webhooks.webhooks[0], secret: "whsec_0123456789abcdefghijklmnopqrstuvwxyz" };
  }
  if (method === "POST" && path === "/account/device-codes") {
    return { code: "ABCD-EFGH-JKLM", expires_at: new Date(Date.now() + 600_000).toISOString() };
  }
  if (method === "POST" && path === "/account/recovery-phrase") {
    return { phrase: Array.from({ length: 12 }, () => "lantern").join(" "), created_at: NOW };
  }
  if (method !== "GET") return null;
  if (kind === "sessions" && what === "materials") return one === undefined ? list : material;
  if (path === "/settings/model/usage") return usage;
  const known: Readonly<Record<string, object>> = {
    "/account": account,
    "/account/browsers": browsers,
    "/account/merges": merges,
    "/account/tokens": tokens,
    "/account/webhooks": webhooks,
    "/settings/model": settings,
  };
  return known[`/${kind}${id === undefined ? "" : `/${id}`}`] ?? null;
}

/** Where a relay lets webhooks lead: what is configured now, as the edge reads it. */
import { expect, test } from "vitest";
import { readRelayConfig } from "./config.ts";

const endpoints = (env: Readonly<Record<string, string>>) =>
  readRelayConfig({ DATABASE_URL: "postgres://127.0.0.1/genesis", ...env }).endpoints;

test.for([
  [{ MODEL_ENDPOINTS: "none" }, { kind: "none" }],
  [{ MODEL_ENDPOINTS: "any", AUTH_MODE: "oidc" }, { kind: "any" }],
  [{ MODEL_ENDPOINTS: "lab:8000" }, { kind: "named", hosts: ["lab:8000"] }],
  [{ HOST: "0.0.0.0" }, { kind: "public" }],
  [{ PUBLIC_URL: "https://books.example" }, { kind: "public" }],
  [{ AUTH_MODE: "oidc" }, { kind: "public" }],
  [{}, null],
] as const)("%j", ([env, policy]) => {
  expect(endpoints(env)).toEqual(policy);
});

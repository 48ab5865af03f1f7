/** What a relay makes of its variables: where webhooks may lead, as the edge reads it, and when it erases. */
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

test("what is deleted is erased once its run in Prefect can have ended, with no grace as well", () => {
  const graceMs = (days: string) =>
    readRelayConfig({ DATABASE_URL: "postgres://127.0.0.1/genesis", DELETION_GRACE_DAYS: days })
      .deletionGraceMs;
  // The callback leaves runs alone for a minute, and then looks every 15 s.
  expect(graceMs("0")).toBe(180_000);
  expect(graceMs("1")).toBe(86_400_000);
});

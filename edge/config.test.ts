import { expect, test } from "vitest";
import { EnvironmentError } from "#shared/environment/read-environment.ts";
import { readEdgeConfig } from "./config.ts";

const DATABASE_URL = "postgres://u:p@127.0.0.1/genesis";
const OIDC = {
  AUTH_MODE: "oidc",
  OIDC_ISSUER: "https://id.example/realm/",
  OIDC_CLIENT_ID: "studio",
  PUBLIC_URL: "https://studio.example",
};

test("the edge listens on this machine alone, and LISTENs where it asks, unless told otherwise", () => {
  expect(readEdgeConfig({ DATABASE_URL })).toEqual({
    host: "127.0.0.1",
    port: 8787,
    publicUrl: null,
    databaseUrl: DATABASE_URL,
    databaseDirectUrl: DATABASE_URL,
    limits: null,
    trustedProxies: [],
    allowedHosts: null,
    securityContact: null,
    oidc: null,
    secrets: [],
    modelEndpoints: { kind: "any" },
    graceDays: 30,
  });
});

test.each([
  [{}, "DATABASE_URL"],
  [{ DATABASE_URL, PORT: "x" }, "PORT"],
  [{ DATABASE_URL, AUTH_MODE: "oauth" }, "AUTH_MODE"],
  [{ DATABASE_URL, AUTH_MODE: "oidc" }, "OIDC_ISSUER: got nothing, while AUTH_MODE is oidc"],
  [{ DATABASE_URL, ...OIDC, OIDC_CLIENT_ID: undefined }, "OIDC_CLIENT_ID: got nothing"],
  [{ DATABASE_URL, ...OIDC, PUBLIC_URL: undefined }, "PUBLIC_URL: got nothing, while AUTH_MODE"],
  [{ DATABASE_URL, ...OIDC, OIDC_ISSUER: "http://id.example" }, "OIDC_ISSUER"],
  [{ DATABASE_URL, ...OIDC, OIDC_SCOPE: "profile" }, "OIDC_SCOPE"],
  [{ DATABASE_URL, ...OIDC, OIDC_AUDIENCE: "studio" }, "OIDC_AUDIENCE"],
])("a wrong value stops it with the variable's name: %o", (env, name) => {
  expect(() => readEdgeConfig(env)).toThrow(EnvironmentError);
  expect(() => readEdgeConfig(env)).toThrow(name);
});

test("a provider is taken as its issuer is written, and its secret is not shown", () => {
  expect(readEdgeConfig({ DATABASE_URL, ...OIDC, OIDC_CLIENT_SECRET: "s3cret" }).oidc).toEqual({
    issuer: "https://id.example/realm/",
    clientId: "studio",
    clientSecret: "s3cret",
    audience: null,
    scope: "openid profile",
    publicUrl: "https://studio.example",
  });
  const env = { DATABASE_URL, ...OIDC, OIDC_CLIENT_SECRET: "s3cret\nx" };
  expect(() => readEdgeConfig(env)).toThrow(
    /^OIDC_CLIENT_SECRET: got a value of \d+ characters that is not shown/,
  );
});

test("limits are on where others may come, off on this machine alone, and as they are told", () => {
  const limitsOf = (env: Record<string, string>) => readEdgeConfig({ DATABASE_URL, ...env }).limits;
  const oidc = {
    AUTH_MODE: "oidc",
    OIDC_ISSUER: "https://id.example/",
    OIDC_CLIENT_ID: "studio",
    PUBLIC_URL: "https://studio.example",
  };
  expect(limitsOf({ HOST: "localhost" })).toBeNull();
  expect(limitsOf({ HOST: "0.0.0.0" })).not.toBeNull();
  expect(limitsOf({ HOST: "127.0.0.2", PUBLIC_URL: "http://localhost:8080" })).toBeNull();
  // A proxy on the same machine: others come through it.
  expect(limitsOf({ PUBLIC_URL: "https://studio.example" })).not.toBeNull();
  expect(limitsOf(oidc)).not.toBeNull();
  expect(limitsOf({ ...oidc, RATE_LIMITS: "off" })).toBeNull();
  const limits = limitsOf({
    RATE_LIMITS: "on",
    RATE_LIMIT_COMMANDS: "10/60, 50/30",
    MAX_OPEN_SESSIONS: "7",
    MAX_STORED_MIB: "3",
    MAX_OPEN_STREAMS: "3,9",
  });
  expect(limits?.rates.commands).toEqual({
    account: { count: 10, windowSeconds: 60 },
    address: { count: 50, windowSeconds: 30 },
  });
  expect(limits).toMatchObject({
    openSessions: 7,
    storedBytes: 3 * 1024 * 1024,
    openStreams: { account: 3, address: 9 },
    redis: null,
  });
});

test.each([
  ["RATE_LIMITS", "yes"],
  ["RATE_LIMIT_COMMANDS", "10/60"],
  ["RATE_LIMIT_GENERATION", "0/60,1/60"],
  ["RATE_LIMIT_STREAMS", "10,20"],
  ["RATE_LIMIT_WRITTEN_KIB", "1024"],
  ["MAX_OPEN_SESSIONS", "0"],
  ["MAX_STORED_MIB", "0"],
  ["MAX_OPEN_STREAMS", "5"],
  ["TRUSTED_PROXIES", "10.0.0.0/33"],
  ["TRUSTED_PROXIES", "proxy.example"],
  ["ALLOWED_HOSTS", "https://studio.example"],
  ["ALLOWED_HOSTS", "studio.example:443"],
  ["ALLOWED_HOSTS", "*.example"],
  ["ALLOWED_HOSTS", "studio.example,"],
])("a wrong %s stops it: %s", (variable, value) => {
  expect(() => readEdgeConfig({ DATABASE_URL, [variable]: value })).toThrow(variable);
});

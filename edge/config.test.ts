import { expect, test } from "vitest";
import { EnvironmentError } from "#shared/environment.ts";
import { readEdgeConfig } from "./config.ts";

const DATABASE_URL = "postgres://u:p@127.0.0.1/genesis";

test("the edge listens on this machine alone, and LISTENs where it asks, unless told otherwise", () => {
  expect(readEdgeConfig({ DATABASE_URL })).toEqual({
    host: "127.0.0.1",
    port: 8787,
    publicUrl: null,
    databaseUrl: DATABASE_URL,
    databaseDirectUrl: DATABASE_URL,
  });
});

test.each([
  [{}, "DATABASE_URL"],
  [{ DATABASE_URL, PORT: "x" }, "PORT"],
  [{ DATABASE_URL, AUTH_MODE: "oidc" }, "AUTH_MODE"],
])("a wrong value stops it with the variable's name: %o", (env, name) => {
  expect(() => readEdgeConfig(env)).toThrow(EnvironmentError);
  expect(() => readEdgeConfig(env)).toThrow(name);
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "../repository-root.ts";
import { machineEnvironment, workerEnvironment } from "./child-environment.ts";

const secrets = {
  OPENAI_API_KEY: "key",
  GENESIS_SECRET: "secret",
  DATABASE_URL: "postgres://u:p@h/d",
  DATABASE_MIGRATE_URL: "postgres://owner:p@h/d",
  UPSTASH_REDIS_REST_TOKEN: "token",
  OIDC_CLIENT_SECRET: "oidc",
  KAFKA_SASL_PASSWORD: "kafka",
  PREFECT_API_AUTH_STRING: "u:p",
  AWS_SECRET_ACCESS_KEY: "another program's",
};

test("a child that talks to nobody outside gets what the machine is, and nothing else", () => {
  const machine = { PATH: "/bin", HOME: "/home/me", LC_ALL: "C", TZ: "UTC" };
  const network = { HTTPS_PROXY: "http://proxy", NO_PROXY: "a" };
  expect(machineEnvironment({ ...machine, ...network, ...secrets })).toEqual(machine);
});

test("the flow worker gets its own configuration, and no other part's", () => {
  const env = workerEnvironment(secrets);
  expect(env).toMatchObject({ OPENAI_API_KEY: "key", PREFECT_API_AUTH_STRING: "u:p" });
  for (const name of ["DATABASE_MIGRATE_URL", "OIDC_CLIENT_SECRET", "KAFKA_SASL_PASSWORD"]) {
    expect(env).not.toHaveProperty(name);
  }
  expect(env).not.toHaveProperty("AWS_SECRET_ACCESS_KEY");
});

test("the flow worker gets every variable that it reads", () => {
  const config = readFileSync(join(repositoryRoot, "flows/genesis_flows/config.py"), "utf8");
  const read = [...config.matchAll(/reader\.\w+\(\s*"([A-Z_]+)"/g)].map((match) => match[1] ?? "");
  expect(read).toContain("DATABASE_URL");
  const env = workerEnvironment(Object.fromEntries(read.map((name) => [name, "set"])));
  expect(read.filter((name) => env[name] !== "set")).toEqual([]);
});

test("no proxy stands between the flow worker and this machine", () => {
  const proxied = { HTTP_PROXY: "http://proxy:1", no_proxy: "intern.example, 127.0.0.1" };
  expect(workerEnvironment(proxied)).toEqual({
    HTTP_PROXY: "http://proxy:1",
    NO_PROXY: "intern.example,127.0.0.1,localhost,::1",
    no_proxy: "intern.example,127.0.0.1,localhost,::1",
  });
});

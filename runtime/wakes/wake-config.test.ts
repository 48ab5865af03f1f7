import { expect, it } from "vitest";
import { EnvironmentError } from "#shared/environment/read-environment.ts";
import { readWakeBroker } from "./wake-config.ts";
import { decodeWake, encodeWake } from "./wake-message.ts";

it("WAKE_URL names a broker by its protocol; absent, wakes come by LISTEN", () => {
  const read = (WAKE_URL: string) => readWakeBroker({ WAKE_URL });
  expect(readWakeBroker({})).toBeNull();
  expect(read(" ")).toBeNull();
  expect(read("redis://:pw@cache:6379/1")).toMatchObject({ kind: "redis" });
  expect(read("rediss://default:pw@cache:6379")).toMatchObject({ kind: "redis" });
  expect(read("nats://user:pw@bus:4222")).toMatchObject({ kind: "nats" });
  expect(read("https://default:to%2Fken@eu.example.com/")).toEqual({
    ...{ kind: "upstash", url: "https://eu.example.com", token: "to/ken" },
  });
  const UPSTASH_REDIS_REST_TOKEN = "token";
  const UPSTASH_REDIS_REST_URL = "https://eu.example.com";
  expect(
    readWakeBroker({
      WAKE_URL: "https://eu.example.com",
      UPSTASH_REDIS_REST_TOKEN,
      UPSTASH_REDIS_REST_URL,
    }),
  ).toEqual({ kind: "upstash", url: "https://eu.example.com", token: "token" });
});

it("a wrong WAKE_URL is named with what it takes, and without its password", () => {
  for (const wrong of ["amqp://u:hidden@h", "redis:", "h:6379", "https://eu.example.com"]) {
    expect(() => readWakeBroker({ WAKE_URL: wrong })).toThrow(EnvironmentError);
    expect(() => readWakeBroker({ WAKE_URL: wrong })).toThrow(/^WAKE_URL: got .*takes .*redis:/);
    expect(() => readWakeBroker({ WAKE_URL: wrong })).not.toThrow(/hidden/);
  }
});

it("what a feeder says is read as it was written, and anything else is passed over", () => {
  const feeder = "01994b2e-0000-7000-8000-000000000001";
  const about = `${feeder},${feeder}`;
  for (const news of [
    { kind: "HEARTBEAT" },
    { kind: "LOST" },
    { kind: "WAKE", channel: "genesis_events", about },
    { kind: "WAKE", channel: "genesis_accounts", about: "" },
  ] as const) {
    expect(decodeWake(encodeWake(feeder, news))).toEqual({ feeder, news });
  }
  for (const strange of [
    "",
    "hello",
    `${feeder} genesis_unheard_of x`,
    `${feeder} genesis_events <`,
  ]) {
    expect(decodeWake(strange)).toBeNull();
  }
});

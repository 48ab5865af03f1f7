/** The four caches under which every race has to end the same. */
import type { Registry } from "prom-client";
import type { CallbackConfig } from "../../../callback/config.ts";
import { HttpGate, type Reply } from "../../provision/http-gate.ts";
import type { RaceStudio } from "./race-studio.ts";

export const CACHE_MODES = ["on", "off", "stale", "broken"] as const;
export type CacheMode = (typeof CACHE_MODES)[number];

export interface Cache extends AsyncDisposable {
  readonly redis: CallbackConfig["redis"];
}

/** @param decoy the handle that a stale cache names for every wait: another session's */
export async function cacheIn(mode: CacheMode, studio: RaceStudio, decoy: string): Promise<Cache> {
  const { url, token } = studio.rest;
  switch (mode) {
    case "off":
      return { redis: null, [Symbol.asyncDispose]: async () => undefined };
    case "on":
      return { redis: { url, token }, [Symbol.asyncDispose]: async () => undefined };
    case "stale":
      return lying(studio, () => said(decoy));
    case "broken": {
      const faults: readonly Reply[] = [
        { status: 500, body: "{" },
        "cut",
        { status: 200, body: '{"result":' },
        said("garbage"),
        "hang",
      ];
      let asked = 0;
      return lying(studio, () => faults[asked++ % faults.length] ?? "hang");
    }
  }
}

async function lying(studio: RaceStudio, reply: () => Reply): Promise<Cache> {
  const gate = await HttpGate.start(studio.rest.url);
  gate.answer(() => true, reply);
  return {
    redis: { url: gate.url, token: studio.rest.token },
    [Symbol.asyncDispose]: () => gate[Symbol.asyncDispose](),
  };
}

function said(value: string): Reply {
  return {
    status: 200,
    body: JSON.stringify({ result: Buffer.from(value).toString("base64") }),
  };
}

export type Lookups = Readonly<Record<"CACHE" | "TABLE" | "STALE", number>>;

/** What must not have been counted under each cache. */
export const EXPECTED_LOOKUPS: Readonly<Record<CacheMode, Partial<Lookups>>> = {
  on: { STALE: 0 },
  off: { CACHE: 0, STALE: 0 },
  stale: { CACHE: 0, TABLE: 0 },
  broken: { CACHE: 0, STALE: 0 },
};

/** How many handles were found where, by the callback's own metric. */
export async function lookups(registry: Registry): Promise<Lookups> {
  const metric = await registry.getSingleMetric("genesis_callback_lookups_total")?.get();
  const count = (outcome: string) =>
    metric?.values.find((value) => value.labels["outcome"] === outcome)?.value ?? 0;
  return { CACHE: count("CACHE"), TABLE: count("TABLE"), STALE: count("STALE") };
}

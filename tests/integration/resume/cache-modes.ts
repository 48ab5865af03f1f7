/** The four caches under which every race has to end the same. */
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

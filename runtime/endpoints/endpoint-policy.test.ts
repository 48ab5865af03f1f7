import { readFile } from "node:fs/promises";
import { isIP } from "node:net";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readBaseUrl } from "#shared/model/model-endpoint.ts";
import { endpointClient } from "./endpoint-client.ts";
import {
  EndpointForbidden,
  endpointPolicy,
  hostOf,
  isForbiddenAddress,
  refusalOfUrl,
} from "./endpoint-policy.ts";

const vector = z.object({ url: z.string(), addresses: z.array(z.string()).optional() });
const vectors = z
  .object({
    refused: z.array(vector).min(40),
    malformed: z.array(vector),
    allowed: z.array(vector),
  })
  .parse(
    JSON.parse(
      await readFile(new URL("../../tests/vectors/endpoints.json", import.meta.url), "utf8"),
    ),
  );
const PUBLIC = { kind: "public" } as const;

/** One request; what a name resolves to is given out look-up by look-up. */
function send(url: string, resolved: (readonly string[])[]) {
  const client = endpointClient(PUBLIC, () => Promise.resolve(resolved.shift() ?? []));
  return client({
    method: "GET",
    url,
    key: "sk-secret",
    deadlineMs: 300,
    signal: new AbortController().signal,
  });
}

describe("under `public`", () => {
  test.each(vectors.refused)("$url is never connected to", async ({ url, addresses }) => {
    const sending = send(url, [addresses ?? []]);
    await expect(sending).rejects.toThrow(EndpointForbidden);
  });

  test.each(vectors.malformed)("$url is no address", ({ url }) => {
    expect(readBaseUrl(url).outcome).toBe("REFUSED");
  });

  test.each(vectors.allowed)("$url is allowed", ({ url, addresses }) => {
    expect(refusalOfUrl(PUBLIC, url)).toBeNull();
    const host = hostOf(new URL(url));
    expect(isIP(host) === 0 || !isForbiddenAddress(host)).toBe(true);
    for (const address of addresses ?? []) expect(isForbiddenAddress(address)).toBe(false);
  });

  test("each connection is looked up once, and what was found is what is checked", async () => {
    const resolved = [["127.0.0.1"], ["93.184.216.34"]];
    await expect(send("https://rebinding.example.com/v1", resolved)).rejects.toThrow(
      EndpointForbidden,
    );
    expect(resolved).toEqual([["93.184.216.34"]]);
  });
});

test("MODEL_ENDPOINTS absent: any on the writer's own machine, else public", () => {
  expect(endpointPolicy(undefined, true)).toEqual({ kind: "any" });
  expect(endpointPolicy(undefined, false)).toEqual({ kind: "public" });
  expect(endpointPolicy(["none"], true)).toEqual({ kind: "none" });
});

test("named hosts are allowed, and no other", () => {
  const policy = endpointPolicy(["gateway.company", "lab:8000"], false);
  for (const url of [
    "https://gateway.company/v1",
    "http://GATEWAY.company:81/x",
    "http://lab:8000/v1",
  ]) {
    expect(refusalOfUrl(policy, url)).toBeNull();
  }
  for (const url of ["https://gateway.company.evil/v1", "http://lab:8001/v1", "https://10.0.0.1"]) {
    expect(refusalOfUrl(policy, url)).toBe("not_named");
  }
  expect(refusalOfUrl({ kind: "none" }, "https://api.openai.com")).toBe("none");
});

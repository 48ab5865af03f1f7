import { describe, expect, it } from "vitest";
import { englishNovel } from "#shared/testing/novel-fixture.ts";
import { createApiClient } from "#shared/http/client.ts";
import { createNovelModel, type NovelModel } from "./novel.ts";
import { novelOrigins } from "#shared/novel/novel-origins.ts";

const answer = (status: number, body: unknown = {}) =>
  Promise.resolve(
    new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } }),
  );

/** The interface's own API, whose answers come from `fetch`. */
const modelOf = (novel_id: string, fetch: (request: Request) => Promise<Response>) =>
  createNovelModel(novel_id, null, createApiClient({ baseUrl: "http://studio", fetch }));

async function settled(model: NovelModel): Promise<string> {
  model.start();
  return await new Promise((resolve) => {
    const end = model.load.subscribe(({ status }) => {
      if (status === "loading") return;
      resolve(status);
      queueMicrotask(() => end());
    });
  });
}

describe("a novel's page", () => {
  it("has the novel, once it is there", async () => {
    const asked: string[] = [];
    const model = modelOf("a b", ({ url }) => {
      asked.push(new URL(url).pathname);
      return answer(200, englishNovel);
    });
    expect(await settled(model)).toBe("ready");
    expect(asked).toEqual(["/api/v1/genesis/novels/a%20b"]);
    expect(model.load.value).toEqual({ status: "ready", novel: englishNovel });
  });

  it("tells a novel that does not exist from one that cannot be fetched now", async () => {
    expect(await settled(modelOf("x", () => answer(404)))).toBe("missing");
    expect(await settled(modelOf("x", () => answer(503)))).toBe("unreachable");
    expect(await settled(modelOf("x", () => answer(429)))).toBe("unreachable");
    const offline = modelOf("x", () => Promise.reject(new TypeError("offline")));
    expect(await settled(offline)).toBe("unreachable");
  });

  it("arrives at a second try", async () => {
    let tries = 0;
    const model = modelOf("x", () => {
      tries += 1;
      return tries === 1 ? answer(502) : answer(200, englishNovel);
    });
    expect(await settled(model)).toBe("unreachable");
    expect(await settled(model)).toBe("ready");
  });

  it("is not changed by an answer that comes after it was left", async () => {
    let deliver: (response: Response) => void = () => undefined;
    const model = modelOf(
      "x",
      () =>
        new Promise((resolve) => {
          deliver = resolve;
        }),
    );
    model.start();
    model.stop();
    deliver(await answer(200, englishNovel));
    await new Promise((resolve) => setImmediate(resolve));
    expect(model.load.value).toEqual({ status: "loading" });
  });
});

describe("where a novel's text is from", () => {
  it("is the nearest entry above it; a whole is called after most of its texts", () => {
    const origins = novelOrigins(englishNovel);
    expect(origins.kindAt("/story/voice/sample")).toBe("user");
    expect(origins.kindAt("/story/engine")).toBe("ai");
    expect(origins.kindAt("/story")).toBe("ai");
    expect(origins.kindAt("/world/places/3/sense")).toBe("sample");
    expect(origins.kindAt("/world/places/2")).toBe("ai");
    expect(origins.kindAt("/nowhere")).toBeNull();
    expect(origins.has("sample")).toBe(true);
    expect(origins.has("import")).toBe(false);
  });
});

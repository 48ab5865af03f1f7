import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { openApiDocument } from "#shared/generate/openapi.ts";
import { codedResponse } from "../http/content-coding.ts";
import { createDocuments } from "./documents.ts";

const STUDIO = { cookieName: "genesis_1", mode: "local" } as const;

test("a document is built once, however many ask at once and afterwards", async () => {
  let builds = 0;
  const documents = createDocuments((servedBy) => {
    builds += 1;
    return openApiDocument(servedBy);
  });
  const [first, ...others] = await Promise.all(
    Array.from({ length: 50 }, () => documents({ ...STUDIO })),
  );
  others.push(await documents({ ...STUDIO }));
  expect(others.every((other) => other === first)).toBe(true);
  expect(builds).toBe(1);
  // While the database is away the cookie's name is not known.
  const away = await documents({ ...STUDIO, cookieName: "genesis_INSTALLATION" });
  expect(away.openApi.etag).not.toBe(first?.openApi.etag);
  expect(builds).toBe(2);
});

test("it is sent in a coding that the client takes, each with an ETag of its own", async () => {
  const { openApi } = await createDocuments()(STUDIO);
  const ask = async (acceptEncoding?: string, ifNoneMatch?: string) => {
    const given: Record<string, string | undefined> = {
      "accept-encoding": acceptEncoding,
      "if-none-match": ifNoneMatch,
    };
    const answer = codedResponse({ header: (name) => given[name] }, openApi, new Headers());
    return { answer, bytes: new Uint8Array(await answer.arrayBuffer()) };
  };
  const codingOf = async (acceptEncoding?: string) =>
    (await ask(acceptEncoding)).answer.headers.get("content-encoding");
  expect(await codingOf()).toBeNull();
  expect(await codingOf("identity")).toBeNull();
  expect(await codingOf("gzip, deflate, br, zstd")).toBe("br");
  expect(await codingOf("br;q=0, GZIP;q=0.5")).toBe("gzip");
  expect(await codingOf("br;q=0.1, gzip;q=0.9")).toBe("gzip");
  expect(await codingOf("identity, br;q=0.5")).toBeNull();
  expect(await codingOf("br;q=x, gzip;q=")).toBeNull();
  const plain = await ask();
  const [br, zipped] = [await ask("br"), await ask("gzip")];
  expect(brotliDecompressSync(br.bytes)).toEqual(Buffer.from(plain.bytes));
  expect(gunzipSync(zipped.bytes)).toEqual(Buffer.from(plain.bytes));
  expect(br.bytes.byteLength * 5).toBeLessThan(plain.bytes.byteLength);
  const tags = [plain, br, zipped].map(({ answer }) => answer.headers.get("etag"));
  expect(new Set(tags).size).toBe(3);
  for (const [n, coding] of [undefined, "br", "gzip"].entries()) {
    const again = await ask(coding, `W/${tags[n]}, "x"`);
    expect([again.answer.status, again.bytes.byteLength]).toEqual([304, 0]);
    expect(again.answer.headers.get("vary")).toBe("Accept-Encoding");
  }
  expect((await ask("br", tags[0] ?? "")).answer.status).toBe(200);
});

/** What is held while an account is taken along: one page of a log, whatever its length. */
import { makeZip } from "client-zip";
import { expect, test, vi } from "vitest";
import { watchedStream } from "../http/watched-stream.ts";
import { type AccountSource, accountFiles } from "./account-files.ts";
import { attachment, safeName } from "./file-names.ts";

const PAGES = 200;
const PAGE_BYTES = 256 * 1024;

/** An account with one book of a long log; counts the pages it was asked for. */
function longAccount() {
  const asked = { pages: 0 };
  const source: AccountSource = {
    account: { account_id: "a" },
    materials: () => Promise.resolve([]),
    async *materialFile() {},
    merges: () => Promise.resolve([]),
    records: () => Promise.resolve({ items: [], next: null }),
    sessions: () =>
      Promise.resolve({
        items: [{ session_id: "s", title: "../a: b", novel_id: null }],
        next: null,
      }),
    state: () => Promise.resolve("{}"),
    log(_session, kind, after) {
      if (kind === "proposals") return Promise.resolve({ lines: "", next: null });
      asked.pages += 1;
      const page = Number(after ?? 0) + 1;
      const lines = JSON.stringify({ page, payload: "x".repeat(PAGE_BYTES) });
      return Promise.resolve({ lines, next: page === PAGES ? null : String(page) });
    },
    novel: () => Promise.resolve(null),
  };
  return { asked, source };
}

function opened(stallMs = 60_000) {
  const { asked, source } = longAccount();
  const onEnd = vi.fn<(error: unknown) => void>();
  const cut = vi.fn<() => void>();
  const body = watchedStream(makeZip(accountFiles(source, "en")), { stallMs, cut, onEnd });
  return { asked, onEnd, cut, reader: body.getReader() };
}

test("a page is asked for when the one before it was read, and not sooner", async () => {
  const { asked, onEnd, reader } = opened();
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    expect(value.byteLength).toBeLessThanOrEqual(64 * 1024);
    // A few pieces lie in the streams in between.
    expect((asked.pages - 2) * PAGE_BYTES).toBeLessThanOrEqual(bytes);
  }
  expect(asked.pages).toBe(PAGES);
  expect(bytes).toBeGreaterThan(PAGES * PAGE_BYTES);
  expect(onEnd.mock.calls).toEqual([[null]]);
});

test("nothing more is asked for once the reader has left", async () => {
  const { asked, onEnd, reader } = opened();
  for (let n = 0; n < 40; n += 1) await reader.read();
  await reader.cancel();
  const { pages } = asked;
  expect(pages).toBeLessThan(20);
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked.pages).toBe(pages);
  expect(onEnd.mock.calls).toEqual([[null]]);
});

test("a reader that takes nothing is cut, and gives its place back", async () => {
  const { cut, onEnd, reader } = opened(20);
  await reader.read();
  await vi.waitFor(() => expect(cut).toHaveBeenCalledTimes(1));
  expect(onEnd.mock.calls).toEqual([[null]]);
});

test("what cannot be made is told once", async () => {
  const { source } = longAccount();
  const onEnd = vi.fn<(error: unknown) => void>();
  const fault = new Error("the database is away");
  const files = accountFiles({ ...source, state: () => Promise.reject(fault) }, "en");
  const body = watchedStream(makeZip(files), { stallMs: 60_000, cut: () => {}, onEnd });
  await expect(new Response(body).arrayBuffer()).rejects.toThrow();
  expect(onEnd.mock.calls).toEqual([[fault]]);
});

test("a title is no path, and a file's name is in UTF-8", () => {
  expect(safeName("../../etc/passwd")).toBe("etc passwd ");
  expect(safeName('a/b\\c:"d"\u202e\u0000')).toBe("a b c d ");
  expect(safeName("..")).toBe("");
  expect(safeName("灯塔".repeat(40))).toBe(`${"灯塔".repeat(20)} `);
  expect(attachment("创世.zip", "a.zip")).toBe(
    `attachment; filename="a.zip"; filename*=UTF-8''%E5%88%9B%E4%B8%96.zip`,
  );
});

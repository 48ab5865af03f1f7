import { expect, test, vi } from "vitest";
import type { SessionSummary } from "#shared/session/state.ts";
import { createFakeApi } from "../../testing/fake-api.ts";
import type { ApiResult } from "../browser/api.ts";
import { createDashboard } from "./dashboard.ts";
import { createDrafts } from "../session/drafts.ts";
import { createShelfDeletion, type ShelfApi } from "./shelf-deletion.ts";
import { createStorage } from "../browser/storage.ts";

const ok: ApiResult<null> = { outcome: "ok", status: 204, body: null };
const away: ApiResult<null> = { outcome: "unreachable" };

const book = (session_id: string): SessionSummary => ({
  session_id,
  title: session_id,
  language: "en",
  status: "ACTIVE",
  current_stage: "CONCEPT_SELECTION",
  is_pending: false,
  updated_at: `2026-11-26T00:00:00.00${"abc".indexOf(session_id)}Z`,
  novel_id: null,
  archived_at: null,
  branch_of: null,
  series: null,
  confirmed_stages: 0,
  genres: [],
  last_line: null,
});

async function opened() {
  const api = {
    deleteSession: vi.fn<ShelfApi["deleteSession"]>().mockResolvedValue(ok),
    restoreSession: vi.fn<ShelfApi["restoreSession"]>().mockResolvedValue(ok),
  };
  const fake = createFakeApi();
  const books = [book("c"), book("b"), book("a")];
  const page = { sessions: books, next: null };
  const listed = vi
    .spyOn(fake.api, "listSessions")
    .mockResolvedValueOnce({ outcome: "ok", status: 200, body: page })
    // From then on this page is alone with what it did.
    .mockResolvedValue({ outcome: "unreachable" });
  const dashboard = createDashboard(
    () => {},
    fake.api,
    createDrafts("dashboard", createStorage(null)),
  );
  await dashboard.refresh();
  const deletion = createShelfDeletion(dashboard, api);
  return {
    api,
    listed,
    dashboard,
    deletion,
    titles: () => dashboard.sessions.value.map(({ title }) => title),
  };
}

test("a book is deleted at once, and Undo brings back that one", async () => {
  const { api, deletion, titles } = await opened();
  await deletion.remove(book("a"));
  await deletion.remove(book("b"));
  expect(titles()).toEqual(["c"]);
  expect(deletion.deleted.value.map(({ title }) => title)).toEqual(["a", "b"]);
  await deletion.undo(book("a"));
  expect(api.restoreSession.mock.calls).toEqual([["a"]]);
  expect(deletion.deleted.value.map(({ title }) => title)).toEqual(["b"]);
  expect(titles()).toEqual(["c", "a"]);
  deletion.dismiss(book("b"));
  expect(deletion.deleted.value).toEqual([]);
  expect(api.restoreSession).toHaveBeenCalledTimes(1);
});

test("a shelf that is read again whole has nothing of what was deleted elsewhere", async () => {
  const { dashboard, listed, titles } = await opened();
  const page = { sessions: [book("c"), book("b")], next: null };
  listed.mockResolvedValueOnce({ outcome: "ok", status: 200, body: page });
  await dashboard.refresh();
  expect(titles()).toEqual(["c", "b"]);
});

test("a double press deletes once", async () => {
  const { api, deletion } = await opened();
  await Promise.all([deletion.remove(book("a")), deletion.remove(book("a"))]);
  expect(api.deleteSession).toHaveBeenCalledTimes(1);
});

test("what did not arrive is said, leaves the book where it is, and can be tried again", async () => {
  const { api, deletion, titles } = await opened();
  api.deleteSession.mockResolvedValueOnce(away);
  await deletion.remove(book("a"));
  expect(deletion.failed.value?.outcome).toMatchObject({ outcome: "unreachable" });
  expect(deletion.deleted.value).toEqual([]);
  expect(titles()).toEqual(["c", "b", "a"]);
  deletion.failed.value?.retry();
  await vi.waitFor(() => expect(deletion.deleted.value).toHaveLength(1));
  expect(deletion.failed.value).toBeNull();
});

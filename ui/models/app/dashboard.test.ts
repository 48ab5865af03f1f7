import { expect, test, vi } from "vitest";
import { createFakeApi } from "../../testing/fake-api.ts";
import { createDashboard } from "./dashboard.ts";
import { createDrafts } from "../session/drafts.ts";
import { createStorage } from "../browser/storage.ts";

function opened() {
  const fake = createFakeApi();
  const onBegun = vi.fn<(session_id: string) => void>();
  const drafts = createDrafts("dashboard", createStorage(null));
  return { fake, onBegun, drafts, dashboard: createDashboard(onBegun, fake.api, drafts) };
}

test("leaving a door makes no book: a session is made with its first command", async () => {
  const { fake, onBegun, drafts, dashboard } = opened();
  drafts.write("door.idea", "a lighthouse");
  expect(fake.created).toHaveLength(0);
  await dashboard.begin({ command_type: "SUBMIT_IDEA", payload: { idea: "a lighthouse" } }, "en");
  expect(fake.created).toHaveLength(1);
  expect(fake.posts.map(({ request }) => request)).toEqual([
    { command_type: "SUBMIT_IDEA", payload: { idea: "a lighthouse" } },
  ]);
  expect(onBegun).toHaveBeenCalledWith(fake.session.state().session_id);
  expect(drafts.read("door.idea").value).toBe("");
});

test("a command that did not arrive is sent again for the same session with the same key", async () => {
  const { fake, onBegun, drafts, dashboard } = opened();
  drafts.write("door.idea", "a lighthouse");
  const send = fake.api.sendCommand;
  const lost = vi
    .spyOn(fake.api, "sendCommand")
    .mockImplementationOnce(async (id, request, key) => {
      await send(id, request, key);
      return { outcome: "unreachable" };
    });
  await dashboard.begin({ command_type: "SUBMIT_IDEA", payload: { idea: "a lighthouse" } }, "en");
  expect(onBegun).not.toHaveBeenCalled();
  expect(drafts.read("door.idea").value).toBe("a lighthouse");
  dashboard.failed.value?.retry();
  await vi.waitFor(() => expect(onBegun).toHaveBeenCalledTimes(1));
  expect(fake.created).toHaveLength(1);
  expect(lost.mock.calls[1]?.[2]).toBe(lost.mock.calls[0]?.[2]);
});

test("a double press begins one book", async () => {
  const { fake, dashboard } = opened();
  await Promise.all([
    dashboard.begin({ command_type: "REQUEST_INSPIRATION", payload: {} }, "en"),
    dashboard.begin({ command_type: "REQUEST_INSPIRATION", payload: {} }, "en"),
  ]);
  expect(fake.created).toHaveLength(1);
  expect(fake.posts).toHaveLength(1);
});

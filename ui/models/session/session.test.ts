import { afterEach, expect, test, vi } from "vitest";
import { UNAVAILABLE_REASONS } from "#shared/http/error-codes.ts";
import { createFakeApi } from "../../testing/fake-api.ts";
import { createDrafts } from "./drafts.ts";
import { createSessionModel } from "./session.ts";
import { createStorage } from "../browser/storage.ts";

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

function followed() {
  const fake = createFakeApi();
  const model = createSessionModel(fake.session.state().session_id, {
    api: fake.api,
    drafts: createDrafts("book", createStorage(null)),
    follower: fake.follower,
  });
  stops.push(model.stop);
  return { fake, model };
}

async function ready(model: ReturnType<typeof followed>["model"]) {
  model.start();
  await vi.waitFor(() => expect(model.connection.value).toBe("live"));
}

function finish(fake: ReturnType<typeof createFakeApi>) {
  while (fake.session.state().is_pending) fake.session.write(10_000);
}

test("the state comes first, then one stream from exactly its cursor", async () => {
  const { fake, model } = followed();
  await ready(model);
  expect(fake.streams).toEqual([
    `/api/v1/genesis/events/stream?told=facts&after=${fake.session.state().session_id}%3A1`,
  ]);
});

test("a generation is followed from its first word to its round", async () => {
  const { fake, model } = followed();
  await ready(model);
  await model.send({ command_type: "REQUEST_INSPIRATION", payload: {} });
  await vi.waitFor(() => expect(model.live.value?.candidates_total).toBe(3));
  fake.session.write(4);
  expect(model.live.value?.texts.get(0)?.text).toBe("Low ");
  finish(fake);
  await vi.waitFor(() => expect(model.live.value).toBeNull());
  expect(model.state.value?.stages.CONCEPT_SELECTION.proposals).toHaveLength(1);
  expect(fake.posts).toHaveLength(1);
});

test("a reload in the middle of it shows the same text and counts on", async () => {
  const { fake, model } = followed();
  await ready(model);
  await model.send({ command_type: "REQUEST_INSPIRATION", payload: {} });
  fake.session.write(6);
  model.stop();
  const again = createSessionModel(fake.session.state().session_id, {
    api: fake.api,
    drafts: createDrafts("book", createStorage(null)),
    follower: fake.follower,
  });
  stops.push(again.stop);
  await ready(again);
  expect(again.live.value?.texts.get(0)?.text).toBe("Low Wa");
  expect(again.state.value?.available_commands).toContain("CANCEL_GENERATION");
  fake.session.write(4);
  expect(again.live.value?.texts.get(0)?.text).toBe("Low Water\n");
});

test("a press whose answer was lost is pressed again with the same key, and counts once", async () => {
  const { fake, model } = followed();
  await ready(model);
  fake.away = true;
  const lost = await model.send({ command_type: "REQUEST_INSPIRATION", payload: {} });
  expect(lost).toEqual({ outcome: "unreachable" });
  fake.away = false;
  model.failedPress.value?.retry();
  await vi.waitFor(() => expect(fake.posts).toHaveLength(2));
  expect(fake.posts[1]?.key).toBe(fake.posts[0]?.key);
  await vi.waitFor(() => expect(model.state.value?.is_pending).toBe(true));
  expect(model.failedPress.value).toBeNull();
});

test.each(UNAVAILABLE_REASONS)(
  "a press that %s puts off is sent again by itself, until it is over",
  async (reason) => {
    vi.useFakeTimers();
    const { fake, model } = followed();
    model.start();
    await vi.advanceTimersByTimeAsync(100);
    fake.away = reason;
    await model.send({ command_type: "REQUEST_INSPIRATION", payload: {} });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(fake.posts.length).toBeGreaterThan(2);
    fake.away = false;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(model.failedPress.value).toBeNull();
    expect(model.state.value?.is_pending).toBe(true);
    expect(new Set(fake.posts.map(({ key }) => key)).size).toBe(1);
    vi.useRealTimers();
  },
);

test("a press that arrived although its answer was lost shows as what it did", async () => {
  const { fake, model } = followed();
  await ready(model);
  fake.away = "late";
  await model.send({ command_type: "REQUEST_INSPIRATION", payload: {} });
  fake.away = false;
  await model.refresh();
  expect(model.state.value?.is_pending).toBe(true);
});

test("what was chosen shows at once, and the last of several presses stays", async () => {
  const { fake, model } = followed();
  await ready(model);
  await model.send({ command_type: "REQUEST_INSPIRATION", payload: {} });
  finish(fake);
  await vi.waitFor(() =>
    expect(model.state.value?.stages.CONCEPT_SELECTION.proposals).toHaveLength(1),
  );
  const round = model.state.value?.stages.CONCEPT_SELECTION.proposals[0];
  const ids = round?.candidates.map((candidate) => candidate.candidate_id) ?? [];
  const choose = (index: number, locked: string[] = []) =>
    model.select("CONCEPT_SELECTION", {
      proposal_id: round?.proposal_id ?? "",
      candidate_id: ids[index] ?? "",
      locked,
    });
  const first = choose(0);
  expect(model.working("CONCEPT_SELECTION")?.candidate_id).toBe(ids[0]);
  await Promise.all([first, choose(1), choose(1, ["/tone"]), choose(1)]);
  await vi.waitFor(() =>
    expect(model.state.value?.stages.CONCEPT_SELECTION.working?.candidate_id).toBe(ids[1]),
  );
  expect(fake.posts.slice(1).map(({ request }) => request.payload)).toEqual([
    { proposal_id: round?.proposal_id, candidate_id: ids[0] },
    { proposal_id: round?.proposal_id, candidate_id: ids[1] },
    { proposal_id: round?.proposal_id, candidate_id: ids[1], locked: ["/tone"] },
    { proposal_id: round?.proposal_id, candidate_id: ids[1], locked: [] },
  ]);
});

test("a choice that did not arrive is taken back and said", async () => {
  const { fake, model } = followed();
  await ready(model);
  await model.send({ command_type: "REQUEST_INSPIRATION", payload: {} });
  finish(fake);
  await vi.waitFor(() => expect(model.live.value).toBeNull());
  const round = fake.session.state().stages.CONCEPT_SELECTION.proposals[0];
  fake.away = true;
  await model.select("CONCEPT_SELECTION", {
    proposal_id: round?.proposal_id ?? "",
    candidate_id: round?.candidates[0]?.candidate_id ?? "",
    locked: [],
  });
  expect(model.working("CONCEPT_SELECTION")).toBeNull();
  expect(model.failedPress.value?.command_type).toBe("SELECT_CANDIDATE");
});

test("a change by another device is noticed; one's own is not mistaken for one", async () => {
  const { fake, model } = followed();
  await ready(model);
  await model.send({ command_type: "REQUEST_INSPIRATION", payload: {} });
  finish(fake);
  await vi.waitFor(() => expect(model.live.value).toBeNull());
  expect(model.changedElsewhere.value).toBe(false);
  const round = fake.session.state().stages.CONCEPT_SELECTION.proposals[0];
  fake.session.accept({
    command_type: "SELECT_CANDIDATE",
    payload: {
      proposal_id: round?.proposal_id ?? "",
      candidate_id: round?.candidates[2]?.candidate_id ?? "",
    },
  });
  expect(model.changedElsewhere.value).toBe(true);
  await vi.waitFor(() =>
    expect(model.working("CONCEPT_SELECTION")?.candidate_id).toBe(
      round?.candidates[2]?.candidate_id,
    ),
  );
});

test("a refused press says so and brings the page up to date", async () => {
  const { fake, model } = followed();
  await ready(model);
  const reads = fake.stateReads.count;
  const outcome = await model.send({ command_type: "FINISH_GENESIS", payload: {} });
  expect(outcome.outcome).toBe("refused");
  expect(model.failedPress.value?.outcome.outcome).toBe("refused");
  await vi.waitFor(() => expect(fake.stateReads.count).toBeGreaterThan(reads));
});

/** Readers that leave, in whatever way, leave nothing behind. */
import { expect, test } from "vitest";
import { edgeRuntime, startEdge } from "../../provision/edge.ts";
import { createDatabase } from "../../provision/postgres.ts";
import { ApiClient } from "./client.ts";
import { EventStream } from "./event-stream.ts";

/** A reader that were kept would be more. */
const KEPT_BYTES_EACH = 3 * 1024;

test(`after a thousand aborted readers the count is 0 and memory is back (on ${edgeRuntime})`, async () => {
  await using database = await createDatabase();
  await using edge = await startEdge(edgeRuntime, {
    env: { DATABASE_URL: database.url },
    isMeasured: true,
  });
  const client = new ApiClient(edge.url);
  const session = await client.createSession();
  const path = `${edge.url}/api/v1/genesis/sessions/${session}/events/stream`;
  const headers = { cookie: client.cookie ?? "" };

  const readers = async () => {
    const text = await (await fetch(`${edge.url}/metrics`)).text();
    return Number(/^genesis_stream_readers (\d+)$/m.exec(text)?.[1]);
  };
  const leave = async (n: number) => {
    const abort = new AbortController();
    const response = fetch(path, { headers, signal: abort.signal });
    // Some leave before there is an answer.
    if (n % 3 === 0) abort.abort();
    const body = await response.then(
      (answer) => answer.body,
      () => null,
    );
    if (n % 3 === 1) await body?.cancel();
    else abort.abort();
  };
  const leaveAll = async (count: number) => {
    for (let batch = 0; batch < count / 50; batch += 1) {
      await Promise.all(Array.from({ length: 50 }, (_, n) => leave(batch * 50 + n)));
    }
    await expect.poll(readers).toBe(0);
  };

  // What the first readers bring along for good is not theirs.
  await leaveAll(300);
  const before = await edge.usedBytes();
  await leaveAll(1_000);
  expect((await edge.usedBytes()) - before).toBeLessThan(1_000 * KEPT_BYTES_EACH);

  const staying = await EventStream.open(path, headers);
  await expect.poll(() => staying.blocks.length).toBe(2);
  expect(await readers()).toBe(1);
  await staying.close();
  await expect.poll(readers).toBe(0);
});

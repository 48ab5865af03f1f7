import { describe, expect, test } from "vitest";
import { createWebSink } from "./web-sink.ts";

describe("a sink on a plain stream", () => {
  test("says how much the peer has not taken, and when it has", async () => {
    const { sink, body } = createWebSink(new AbortController().signal);
    const reader = body.getReader();
    sink.write("x".repeat(40_000));
    sink.write("y");
    expect(sink.backlogBytes).toBe(40_001);
    let isDrained = false;
    const drained = sink.drained().then(() => (isDrained = true));
    await Promise.resolve();
    expect(isDrained).toBe(false);
    await reader.read();
    await drained;
    expect(sink.backlogBytes).toBe(1);
  });

  test.each(["cancel", "abort", "close"] as const)("is closed once by %s", async (how) => {
    const abort = new AbortController();
    const { sink, body } = createWebSink(abort.signal);
    let closed = 0;
    sink.onClose(() => (closed += 1));
    if (how === "cancel") await body.cancel();
    if (how === "abort") abort.abort();
    if (how === "close") sink.close("orderly");
    await expect.poll(() => closed).toBe(1);
    await sink.drained();
    abort.abort();
    sink.close("abrupt");
    sink.write("nothing happens");
    expect(closed).toBe(1);
    const late = new Promise<void>((resolve) => sink.onClose(resolve));
    await late;
  });

  test("is closed from the start where the request was aborted before", async () => {
    const { sink } = createWebSink(AbortSignal.abort());
    await new Promise<void>((resolve) => sink.onClose(resolve));
    expect(sink.backlogBytes).toBe(0);
  });

  test("ends the peer's stream orderly with what was written, abruptly with an error", async () => {
    const orderly = createWebSink(new AbortController().signal);
    orderly.sink.write("last");
    orderly.sink.close("orderly");
    expect(await new Response(orderly.body).text()).toBe("last");
    const abrupt = createWebSink(new AbortController().signal);
    abrupt.sink.close("abrupt");
    await expect(new Response(abrupt.body).text()).rejects.toThrow();
  });
});

/** A log in memory and readers that keep what they are given. */
import type { StreamedEvent } from "./frames.ts";
import type { LiveGeneration } from "./live-text.ts";
import type { StreamSink } from "./sink.ts";
import type { AskedPosition, StreamPosition, StreamSource } from "./source.ts";

/** A log in memory; each fetch waits for `release` where `isHeld`. */
export class FakeSource implements StreamSource {
  readonly logs = new Map<string, number>();
  readonly asked: (readonly StreamPosition[])[] = [];
  generations: LiveGeneration[] = [];
  failures = 0;
  looks = 0;
  isHeld = false;
  #release: (() => void)[] = [];

  readonly told: string[] = [];

  async eventsSince(positions: readonly AskedPosition[], limit: number) {
    this.asked.push(positions.map(([session, version]) => [session, version] as const));
    this.told.push(...positions.map(([, , told]) => told));
    const found = positions.map(([session, position, told]): StreamedEvent[] => {
      const to = Math.min(this.logs.get(session) ?? 0, position + limit);
      return Array.from({ length: Math.max(0, to - position) }, (_, n) => ({
        version: position + n + 1,
        event_type: "genesis.candidate.saved",
        ...(told === "whole" && { payload: {} }),
      }));
    });
    if (this.isHeld) await new Promise<void>((resolve) => this.#release.push(resolve));
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error("the database is away");
    }
    return found.map((events) => ({ account: "anybody", events, isMore: events.length === limit }));
  }

  recentWork() {
    this.looks += 1;
    return Promise.resolve({ moved: [...this.logs], running: [] });
  }

  liveProgress() {
    return Promise.resolve(this.generations);
  }

  release(): void {
    for (const resolve of this.#release.splice(0)) resolve();
  }
}

export class FakeSink implements StreamSink {
  readonly frames: string[] = [];
  backlogBytes = 0;
  closed: "orderly" | "abrupt" | null = null;
  #callbacks: (() => void)[] = [];

  write(frame: string): void {
    this.frames.push(frame);
  }
  drained(): Promise<void> {
    return Promise.resolve();
  }
  onClose(callback: () => void): void {
    this.#callbacks.push(callback);
  }
  close(how: "orderly" | "abrupt"): void {
    this.closed = how;
    this.leave();
  }
  leave(): void {
    for (const callback of this.#callbacks) callback();
  }
  get versions(): number[] {
    return this.frames.flatMap((frame) => {
      const [, id] = /^id: (\d+)\nevent: genesis/.exec(frame) ?? [];
      return id === undefined ? [] : [Number(id)];
    });
  }
}

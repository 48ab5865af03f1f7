import { describe, expect, it } from "vitest";
import { BackgroundWork } from "./background-work.ts";

describe("background work", () => {
  it("runs a few at a time and one at a time for a name", async () => {
    const work = new BackgroundWork(2, () => undefined);
    const gates = new Map<string, () => void>();
    const begun: string[] = [];
    const spawn = (name: string) =>
      work.spawn(name, () => {
        begun.push(name);
        return new Promise<void>((resolve) => gates.set(name, resolve));
      });
    for (const name of ["one", "one", "two", "three", "three"]) spawn(name);
    expect(begun).toEqual(["one", "two"]);
    gates.get("one")?.();
    await expect.poll(() => begun).toEqual(["one", "two", "three"]);
    spawn("one");
    gates.get("two")?.();
    await expect.poll(() => begun).toEqual(["one", "two", "three", "one"]);
    for (const open of gates.values()) open();
    await work.stop();
  });

  it("says what failed and goes on", async () => {
    const failed: string[] = [];
    const work = new BackgroundWork(1, (name, error) => failed.push(`${name}: ${String(error)}`));
    work.spawn("broken", () => Promise.reject(new Error("no")));
    let hasRun = false;
    work.spawn("next", async () => {
      hasRun = true;
    });
    await expect.poll(() => hasRun).toBe(true);
    expect(failed).toEqual(["broken: Error: no"]);
  });

  it("finishes on stop what has begun, and begins nothing more", async () => {
    const work = new BackgroundWork(1, () => undefined);
    const begun: string[] = [];
    let finish = () => undefined;
    work.spawn("first", () => {
      begun.push("first");
      return new Promise<void>((resolve) => {
        finish = () => {
          resolve();
          return undefined;
        };
      });
    });
    work.spawn("queued", async () => {
      begun.push("queued");
    });
    const stopped = work.stop();
    work.spawn("late", async () => {
      begun.push("late");
    });
    finish();
    await stopped;
    expect(begun).toEqual(["first"]);
  });
});

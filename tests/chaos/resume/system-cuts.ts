/** What is done to the parts: killed and started again, or stopped in their tracks for a while. */
import { pause } from "#runtime/work/pause.ts";
import type { ControlledProcess } from "../../provision/controlled-process.ts";
import type { Cut } from "../cuts.ts";
import type { Random } from "../random.ts";
import type { System } from "./system.ts";

/** How a part is cut. */
interface Target {
  readonly name: string;
  readonly weight: number;
  kill9(): Promise<void>;
  /** Resolves once it serves again. */
  start(): Promise<void>;
  freeze(): void;
  thaw(): void;
}

const READY_WITHIN_MS = 180_000;

/** @param longest the longest freeze: beyond 15 s leases run out and beats look stale */
export function systemCuts(system: System, longest: { readonly freezeMs: number }): Cut[] {
  const { edge, relay, callback, flows } = system.roles;
  const targets: Target[] = [
    ofProcess(edge, 2),
    ofProcess(relay, 1),
    ofProcess(callback, 3),
    ofProcess(flows, 2),
    ofPrefect(system, 1),
    { name: "Valkey", weight: 1, ...valkeyOf(system) },
  ];
  return targets.flatMap((target) => [killed(target), frozen(target, longest.freezeMs)]);
}

/** One part by itself, cut in both ways. */
export function processCuts(process: ControlledProcess, weight: number, freezeMs: number): Cut[] {
  const target = ofProcess(process, weight);
  return [killed(target), frozen(target, freezeMs)];
}

function killed(target: Target): Cut {
  return {
    kind: `${target.name} killed`,
    target: target.name,
    weight: target.weight,
    run: async (random) => {
      await target.kill9();
      await pause(random.between(0, 2_000));
      await target.start();
    },
  };
}

function frozen(target: Target, longestMs: number): Cut {
  return {
    kind: `${target.name} paused`,
    target: target.name,
    weight: target.weight,
    run: async (random) => {
      target.freeze();
      await pause(freezeMs(random, longestMs));
      target.thaw();
    },
  };
}

/** Mostly short; one in five as long as it may be. */
function freezeMs(random: Random, longestMs: number): number {
  const shortestMs = Math.min(200, longestMs);
  return random.chance(0.2)
    ? random.between(Math.ceil(longestMs * 0.7), longestMs)
    : random.between(shortestMs, Math.min(4_000, longestMs));
}

function ofProcess(process: ControlledProcess, weight: number): Target {
  return {
    name: process.name,
    weight,
    kill9: () => process.kill9(),
    start: () => process.start(READY_WITHIN_MS),
    freeze: () => process.freeze(),
    thaw: () => process.thaw(),
  };
}

function valkeyOf({ valkey }: System) {
  return {
    kill9: () => valkey.kill9(),
    start: () => valkey.start(),
    freeze: () => valkey.freeze(),
    thaw: () => valkey.thaw(),
  };
}

/** The Prefect server starts itself again: its supervisor lives in this process. */
function ofPrefect({ prefect }: System, weight: number): Target {
  const send = (signal: NodeJS.Signals) => {
    if (prefect.pid === null) return;
    try {
      process.kill(-prefect.pid, signal);
    } catch {
      // It is between two lives.
    }
  };
  return {
    name: "Prefect",
    weight,
    kill9: async () => send("SIGKILL"),
    start: async () => {
      const isUp = await prefect.ready(AbortSignal.timeout(READY_WITHIN_MS));
      if (!isUp) throw new Error("the Prefect server did not come back");
    },
    freeze: () => send("SIGSTOP"),
    thaw: () => send("SIGCONT"),
  };
}

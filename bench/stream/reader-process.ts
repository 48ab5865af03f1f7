/** The process of readers, as the benchmark holds it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { z } from "zod";
import { repositoryRoot } from "../../local/repository-root.ts";
import type { Arrival, OpenReaders, ReaderCommand } from "./reader-messages.ts";
import { withManyFiles } from "./server-process.ts";

const answer = z.object({
  kind: z.enum(["opened", "stormed", "collected", "closed"]),
  arrivals: z.array(z.tuple([z.string(), z.int(), z.number()])).optional(),
  connectedMs: z.array(z.number()).optional(),
});

export interface ReaderProcess {
  /** Resolves once all streams stand. */
  open(readers: Omit<OpenReaders, "kind">): Promise<void>;
  /** What arrived since it was asked last. */
  collect(): Promise<readonly Arrival[]>;
  /** Cuts all, and lets them come back within so long; see reader-messages.ts. */
  storm(withinMs: number): Promise<readonly number[]>;
  close(): Promise<void>;
  stop(): Promise<void>;
}

export function startReaderProcess(): ReaderProcess {
  const script = join(repositoryRoot, "bench", "stream", "readers.ts");
  const [command, args] = withManyFiles(process.execPath, [script]);
  const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  // One answer for each message, in turn; where it ended, whoever waits is told.
  const waiting: PromiseWithResolvers<unknown>[] = [];
  child.on("message", (said) => waiting.shift()?.resolve(said));
  child.on("exit", () => {
    for (const { reject } of waiting) reject(new Error("the process of readers ended"));
  });
  const ask = async (message: ReaderCommand) => {
    const answered = Promise.withResolvers<unknown>();
    waiting.push(answered);
    child.send(message);
    return answer.parse(await answered.promise);
  };
  return {
    async open(readers) {
      await ask({ kind: "open", ...readers });
    },
    collect: async () => (await ask({ kind: "collect" })).arrivals ?? [],
    storm: async (withinMs) => (await ask({ kind: "storm", withinMs })).connectedMs ?? [],
    async close() {
      await ask({ kind: "close" });
    },
    async stop() {
      if (!child.connected) return;
      const exited = once(child, "exit");
      child.disconnect();
      await exited;
    },
  };
}

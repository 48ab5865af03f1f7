/** The process of readers, as the benchmark holds it. */
import { join } from "node:path";
import { z } from "zod";
import { repositoryRoot } from "../../local/repository-root.ts";
import { startAskedProcess } from "../../tests/provision/asked-process.ts";
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
  const program = withManyFiles(process.execPath, [script]);
  const people = startAskedProcess<ReaderCommand, z.infer<typeof answer>>(program, (said) =>
    answer.parse(said),
  );
  return {
    async open(readers) {
      await people.ask({ kind: "open", ...readers });
    },
    collect: async () => (await people.ask({ kind: "collect" })).arrivals ?? [],
    storm: async (withinMs) => (await people.ask({ kind: "storm", withinMs })).connectedMs ?? [],
    async close() {
      await people.ask({ kind: "close" });
    },
    stop: () => people.stop(),
  };
}

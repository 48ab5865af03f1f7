/** Runs a program to its end. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";

export interface ProgramOptions {
  readonly cwd?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly uid?: number;
  readonly gid?: number;
}

export interface ProgramResult {
  /** null where a signal ended it. */
  readonly code: number | null;
  /** Standard output and error together, in the order in which they came. */
  readonly output: string;
}

/** @throws where the program cannot be started */
export async function runProgram(
  command: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<ProgramResult> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    uid: options.uid,
    gid: options.gid,
    env: { ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => said.push(chunk.toString("utf8")));
  }
  const [code] = await once(child, "close");
  return { code: z.int().nullable().parse(code), output: said.join("").trim() };
}

/** A script as a process of its own that is asked by messages and answers each of them, in turn. */
import { spawn } from "node:child_process";
import { once } from "node:events";

export interface AskedProcess<Message, Answer> {
  readonly pid: number;
  /** @throws where the process ends before it answered */
  ask(message: Message): Promise<Answer>;
  /** Takes the channel away, on which the script ends, and waits for that. */
  stop(): Promise<void>;
}

/** @param parse of what it answers */
export function startAskedProcess<Message extends object, Answer>(
  [command, args]: readonly [string, readonly string[]],
  parse: (said: unknown) => Answer,
): AskedProcess<Message, Answer> {
  const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const waiting: PromiseWithResolvers<unknown>[] = [];
  child.on("message", (said) => waiting.shift()?.resolve(said));
  child.on("exit", () => {
    for (const { reject } of waiting) reject(new Error(`${args.join(" ")} ended unasked`));
  });
  return {
    pid: child.pid ?? 0,
    async ask(message) {
      const answered = Promise.withResolvers<unknown>();
      waiting.push(answered);
      child.send(message);
      return parse(await answered.promise);
    },
    async stop() {
      if (!child.connected) return;
      const exited = once(child, "exit");
      child.disconnect();
      await exited;
    },
  };
}

/** The script's side: `answer` is called for each message, and its failure ends the process. */
export function answerMessages(answer: (message: unknown) => Promise<object>): void {
  process.on("message", (message) => {
    answer(message).then(
      (said) => process.send?.(said),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  process.on("disconnect", () => process.exit(0));
}

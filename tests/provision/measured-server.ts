/**
 * A server with one addition: at SIGUSR2 it collects its garbage and prints what memory it has, in
 * bytes. Runs the script that its argument names, on Node and on Deno, both with --expose-gc.
 */
import process from "node:process";

const collect: unknown = Reflect.get(globalThis, "gc");
if (typeof collect !== "function") throw new Error("needs --expose-gc");

async function report(): Promise<void> {
  for (let round = 0; round < 5; round += 1) {
    Reflect.apply(Object(collect), undefined, []);
    // What finalizers and closing sockets let go of is collected by the next round.
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  console.log(`memory: resident ${rss} used ${heapUsed + external}`);
}

process.on("SIGUSR2", () => void report());

await import(process.argv[2] ?? "");

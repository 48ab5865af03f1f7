/**
 * The offer of provision.ts for runners other than vitest: prints one line `{"url": "…"}` when it
 * is up and ends when its standard input does, which is when its starter ends.
 */
import { startProvision } from "./provision.ts";

const provision = await startProvision();
process.stdout.write(`${JSON.stringify({ url: provision.url })}\n`);
let isStopping = false;
const stop = () => {
  if (isStopping) return;
  isStopping = true;
  void provision.stop().then(() => process.exit(0));
};
process.stdin.on("end", stop).on("close", stop).resume();
process.on("SIGTERM", stop).on("SIGINT", stop);

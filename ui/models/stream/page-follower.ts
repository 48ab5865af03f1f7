/** The follower that a page uses: the browser's shared one where it can be had. */
import type { Follower } from "./follower.ts";
import { createLaterFollower } from "./later-follower.ts";
import { createSharedFollower, type WorkerPort } from "./shared-follower.ts";

let follower: Follower | null = null;

/** Made on first use; one a page. */
export function pageFollower(): Follower {
  follower ??= make();
  return follower;
}

function make(): Follower {
  const port = sharedWorkerPort();
  return port === null ? ownFollower() : createSharedFollower({ port, ownFollower });
}

function ownFollower(): Follower {
  return createLaterFollower(async () =>
    (await import("./direct-follower.ts")).createDirectFollower(),
  );
}

/** Null where the browser has none, or a policy forbids it. */
function sharedWorkerPort(): WorkerPort | null {
  try {
    const worker = new SharedWorker(new URL("./stream-worker.ts", import.meta.url), {
      type: "module",
      name: "genesis-stream",
    });
    return {
      postMessage: (message) => worker.port.postMessage(message),
      listen(onMessage, onError) {
        worker.addEventListener("error", onError);
        worker.port.addEventListener("message", ({ data }) => onMessage(data));
        worker.port.start();
      },
    };
  } catch {
    return null;
  }
}

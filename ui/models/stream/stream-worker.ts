/** The shared worker of all tabs of a browser: it holds their one stream. */
import { placeAt } from "../browser/place.ts";
import { createDirectFollower } from "./direct-follower.ts";
import { createTabServer } from "./serve-tabs.ts";

const SWEEP_MS = 30_000;

// A worker has no page's head to read: where it lies itself says below which path the studio is.
placeAt(/^(.*\/)assets\//.exec(self.location.pathname)?.[1] ?? null);

const server = createTabServer(createDirectFollower());
setInterval(server.sweep, SWEEP_MS);

addEventListener("connect", (event) => {
  const port = event instanceof MessageEvent ? event.ports[0] : undefined;
  if (!port) return;
  server.connect({
    postMessage: (message) => port.postMessage(message),
    listen(onMessage) {
      port.addEventListener("message", ({ data }) => onMessage(data));
      port.start();
    },
  });
});

/** An HTTP proxy that lets everything through but event streams, as some company networks do. */
import { createServer, request } from "node:http";
import { once } from "node:events";

export interface StreamBlockingProxy extends AsyncDisposable {
  readonly url: string;
}

export async function startStreamBlockingProxy(target: string): Promise<StreamBlockingProxy> {
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    if (incoming.url?.includes("/events/stream")) {
      outgoing.writeHead(502).end();
      return;
    }
    const { url: path, method, headers } = incoming;
    const onward = request({ hostname, port, path, method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP port to be had");
  return {
    url: `http://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A proxy that hands everything on at once, as deploy/proxy/nginx.conf has it. */
import { once } from "node:events";
import { createServer, request } from "node:http";

export interface PassingProxy extends AsyncDisposable {
  readonly url: string;
}

export interface PassingProxyOptions {
  /** Answered with 502 and not handed on; absent: nothing is. */
  readonly refuses?: (path: string) => boolean;
}

export async function startPassingProxy(
  target: string,
  { refuses = () => false }: PassingProxyOptions = {},
): Promise<PassingProxy> {
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    const { url: path = "/", method, socket } = incoming;
    if (refuses(path)) {
      outgoing.writeHead(502).end();
      return;
    }
    const before = incoming.headers["x-forwarded-for"];
    const from = socket.remoteAddress ?? "";
    const headers = {
      ...incoming.headers,
      connection: "close",
      "x-forwarded-for": before === undefined ? from : `${String(before)}, ${from}`,
      "x-forwarded-proto": "http",
    };
    const onward = request({ hostname, port, path, method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      outgoing.flushHeaders();
      answer.pipe(outgoing);
    });
    onward.on("error", () => {
      if (!outgoing.headersSent) outgoing.writeHead(502);
      outgoing.end();
    });
    outgoing.on("close", () => onward.destroy());
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

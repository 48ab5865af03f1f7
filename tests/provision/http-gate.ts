/**
 * An HTTP proxy that tests put in front of a real server, to hold a call at a chosen moment or to
 * answer in its place. Everything else, WebSockets included, passes as it is, but for the `Host`,
 * which is the server's own.
 */
import { once } from "node:events";
import {
  type IncomingMessage,
  type ServerResponse,
  createServer,
  request as forward,
} from "node:http";
import { connect } from "node:net";

export interface GatedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body: string;
}

export type Match = (request: GatedRequest) => boolean;

/** In place of the server: an answer, a connection that is cut, or none at all. */
export type Reply = { readonly status: number; readonly body: string } | "cut" | "hang";

export interface Held {
  /** The first call that matched is here. */
  readonly arrived: Promise<GatedRequest>;
  /** It goes on as if nothing had been. */
  release(): void;
  /** Its caller never hears of it; held at the request, neither does the server. */
  cut(): void;
}

interface Rule {
  readonly match: Match;
  readonly at: "request" | "response";
  readonly pass: (request: GatedRequest) => Promise<"pass" | Reply>;
}

export class HttpGate implements AsyncDisposable {
  readonly #upstream: URL;
  readonly #server = createServer((request, response) => {
    this.#serve(request, response).catch(() => response.destroy());
  });
  #rules: Rule[] = [];
  /** What came so far, in order. */
  readonly seen: GatedRequest[] = [];
  url = "";

  private constructor(upstream: string) {
    this.#upstream = new URL(upstream);
  }

  /** @param upstream a base URL; the gate's own has the same path */
  static async start(upstream: string): Promise<HttpGate> {
    const gate = new HttpGate(upstream);
    gate.#tunnelWebSockets();
    gate.#server.listen(0, "127.0.0.1");
    await once(gate.#server, "listening");
    const address = gate.#server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const { pathname } = gate.#upstream;
    gate.url = `http://127.0.0.1:${address.port}${pathname === "/" ? "" : pathname}`;
    return gate;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  /** Holds the next call that matches: before the server has it, or before its caller hears of it. */
  hold(at: "request" | "response", match: Match): Held {
    const arrival = Promise.withResolvers<GatedRequest>();
    const end = Promise.withResolvers<"pass" | "cut">();
    const remove = this.#add({
      match,
      at,
      pass: (request) => {
        remove();
        arrival.resolve(request);
        return end.promise;
      },
    });
    return {
      arrived: arrival.promise,
      release: () => end.resolve("pass"),
      cut: () => end.resolve("cut"),
    };
  }

  /** Answers calls that match in the server's place, until it is removed. */
  answer(match: Match, reply: (request: GatedRequest) => Reply): { remove(): void } {
    const remove = this.#add({ match, at: "request", pass: async (request) => reply(request) });
    return { remove };
  }

  #add(rule: Rule): () => void {
    this.#rules.push(rule);
    return () => {
      this.#rules = this.#rules.filter((other) => other !== rule);
    };
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming);
    const request: GatedRequest = {
      method: incoming.method ?? "GET",
      path: incoming.url ?? "/",
      body: body.toString(),
    };
    this.seen.push(request);
    const before = await this.#pass("request", request);
    if (before !== "pass") return say(response, before);
    const answer = await this.#forward(incoming, body);
    const after = await this.#pass("response", request);
    if (after !== "pass") return say(response, after);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  async #pass(at: Rule["at"], request: GatedRequest): Promise<"pass" | Reply> {
    const rule = this.#rules.find((found) => found.at === at && found.match(request));
    return rule === undefined ? "pass" : rule.pass(request);
  }

  async #forward(incoming: IncomingMessage, body: Buffer) {
    const outgoing = forward({
      host: this.#upstream.hostname,
      port: this.#upstream.port,
      method: incoming.method,
      path: incoming.url,
      headers: { ...incoming.headers, host: this.#upstream.host, connection: "close" },
    });
    const answered: Promise<IncomingMessage[]> = once(outgoing, "response");
    outgoing.end(body);
    const [answer] = await answered;
    if (answer === undefined) throw new Error("no answer");
    const { connection: _closed, "transfer-encoding": _chunked, ...headers } = answer.headers;
    return { status: answer.statusCode ?? 502, headers, body: await bodyOf(answer) };
  }

  #tunnelWebSockets(): void {
    this.#server.on("upgrade", (request, socket, head) => {
      const upstream = connect(Number(this.#upstream.port), this.#upstream.hostname);
      const lines = [`${request.method} ${request.url} HTTP/1.1`];
      for (let index = 0; index < request.rawHeaders.length; index += 2) {
        const name = request.rawHeaders[index] ?? "";
        const isHost = name.toLowerCase() === "host";
        const value = isHost ? this.#upstream.host : request.rawHeaders[index + 1];
        lines.push(`${name}: ${value}`);
      }
      upstream.write(`${lines.join("\r\n")}\r\n\r\n`);
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
      for (const end of [socket, upstream]) {
        end.on("error", () => {
          socket.destroy();
          upstream.destroy();
        });
      }
    });
  }
}

function say(response: ServerResponse, reply: Reply): void {
  if (reply === "hang") return;
  if (reply === "cut") {
    response.destroy();
    return;
  }
  response.writeHead(reply.status, { "content-type": "application/json" }).end(reply.body);
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * What Node's parser refuses before there is a request: no HTTP, a head that is too large or too
 * slow, chunks that are none, a method that it does not know, and CONNECT, which asks for a proxy.
 * Answered as a problem as well, and the connection is closed.
 */
import { METHODS, STATUS_CODES, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { errorCode } from "#runtime/postgres/failure.ts";
import { problem } from "./problem.ts";
import { securityHeaders } from "./security-headers.ts";

export function answerClientErrors(server: Server): void {
  const answering = new WeakMap<Duplex, ServerResponse>();
  server.on("request", (request, response) => answering.set(request.socket, response));
  server.on("clientError", (error, socket) => {
    const response = answering.get(socket);
    // Whatever came after a request whose answer is under way is not worth breaking that for.
    const isAnswering = response?.headersSent === true && !response.writableFinished;
    if (!socket.writable || isAnswering || errorCode(error) === "ECONNRESET") {
      socket.destroy();
      return;
    }
    if (isOtherMethod(error)) answer(socket, ...NO_PATH_HAS);
    else answer(socket, codeOf(errorCode(error)));
  });
  server.on("connect", (_, socket) => {
    socket.on("error", () => socket.destroy());
    answer(socket, ...NO_PATH_HAS);
  });
}

function answer(socket: Duplex, code: ClientErrorCode, headers?: Headers): void {
  void problemText(code, headers).then((text) => {
    if (socket.writable) socket.end(text, () => socket.destroy());
  });
}

type ClientErrorCode =
  | "MALFORMED_REQUEST"
  | "HEADERS_TOO_LARGE"
  | "REQUEST_TIMEOUT"
  | "METHOD_NOT_ALLOWED";
type Headers = Readonly<Record<string, string>>;

/** Whoever asks has not said who they are, and learns nothing of paths. */
const NO_PATH_HAS = ["METHOD_NOT_ALLOWED", { Allow: "" }] as const;

/** A request line as RFC 9112 has it: whatever is wrong in it is its method alone. */
const REQUEST_LINE = /^([\w!#$%&'*+.^`|~-]+) [\x21-\x7e]+ HTTP\/1\.[01]\r?\n/;

/** What was read begins with a whole request line of a method that there is not. Deno's parser tells no code. */
function isOtherMethod(error: Error): boolean {
  if (!("rawPacket" in error) || !Buffer.isBuffer(error.rawPacket)) return false;
  const method = REQUEST_LINE.exec(error.rawPacket.toString("latin1"))?.[1];
  return method !== undefined && !METHODS.includes(method);
}

/** @param error Node's or its parser's code */
function codeOf(error: string | null): ClientErrorCode {
  switch (error) {
    case "HPE_HEADER_OVERFLOW":
      return "HEADERS_TOO_LARGE";
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return "REQUEST_TIMEOUT";
    case null:
    default:
      return "MALFORMED_REQUEST";
  }
}

async function problemText(code: ClientErrorCode, more: Headers = {}): Promise<string> {
  const told = problem(code, {}, { Connection: "close", ...more, ...securityHeaders(false) });
  const body = await told.text();
  const headers = [...told.headers, ["content-length", String(Buffer.byteLength(body))]];
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  const status = `HTTP/1.1 ${told.status} ${STATUS_CODES[told.status] ?? ""}`;
  return `${[status, ...lines].join("\r\n")}\r\n\r\n${body}`;
}

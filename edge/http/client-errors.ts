/**
 * What Node's parser refuses before there is a request: no HTTP, a head that is too large or too
 * slow, chunks that are none. Answered as a problem as well, and the connection is closed.
 */
import { STATUS_CODES, type Server, type ServerResponse } from "node:http";
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
    void problemText(codeOf(errorCode(error))).then((text) => {
      if (socket.writable) socket.end(text, () => socket.destroy());
    });
  });
}

type ClientErrorCode = "MALFORMED_REQUEST" | "HEADERS_TOO_LARGE" | "REQUEST_TIMEOUT";

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

async function problemText(code: ClientErrorCode): Promise<string> {
  const answer = problem(code, {}, { Connection: "close", ...securityHeaders(false) });
  const body = await answer.text();
  const headers = [...answer.headers, ["content-length", String(Buffer.byteLength(body))]];
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  const status = `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ""}`;
  return `${[status, ...lines].join("\r\n")}\r\n\r\n${body}`;
}

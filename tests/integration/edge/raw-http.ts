/** Bytes over a plain connection, for requests that no HTTP client would send. */
import { once } from "node:events";
import { connect } from "node:net";
import { z } from "zod";

export interface RawAnswer {
  readonly status: number;
  readonly headers: string;
  readonly body: string;
}

/**
 * Sends the pieces one after the other and reads until the edge closes, or has answered in full.
 * @param pieces `null`: half-close; the connection stays open otherwise
 */
export async function sendRaw(
  url: string,
  pieces: readonly (string | Uint8Array | null)[],
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  let text = "";
  const answered = new Promise<void>((resolve) => {
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      if (isWhole(text)) resolve();
    });
    socket.on("close", () => resolve());
    // A connection that the edge resets has said what it had to say.
    socket.on("error", () => resolve());
  });
  for (const piece of pieces) {
    if (piece === null) socket.end();
    else socket.write(piece);
  }
  await answered;
  socket.destroy();
  const [head = "", body = ""] = text.split("\r\n\r\n", 2);
  const status = z.coerce.number().int().min(100);
  return { status: status.parse(head.split(" ")[1]), headers: head.toLowerCase(), body };
}

function isWhole(text: string): boolean {
  const end = text.indexOf("\r\n\r\n");
  const length = /^content-length: (\d+)$/im.exec(text.slice(0, Math.max(end, 0)))?.[1];
  return length !== undefined && Buffer.byteLength(text.slice(end + 4)) >= Number(length);
}

/** As much of PostgreSQL's protocol (version 3) as tells one message from the next. */

export interface WireMessage {
  /** The message's letter; `startup` for a client's first, which has none. */
  readonly type: string;
  readonly bytes: Buffer;
  /** Of a start-up message. */
  readonly parameters: Map<string, string>;
}

const PROTOCOL_VERSION = 196_608;

/** Puts a stream's chunks together to messages. */
export class MessageReader {
  #rest: Buffer = Buffer.alloc(0);
  #isStarting: boolean;

  constructor(begins: "startup" | "messages" = "messages") {
    this.#isStarting = begins === "startup";
  }

  *read(chunk: Buffer): Generator<WireMessage> {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const header = this.#isStarting ? 0 : 1;
      if (this.#rest.length < header + 4) return;
      const length = header + this.#rest.readInt32BE(header);
      if (this.#rest.length < length) return;
      const bytes = Buffer.from(this.#rest.subarray(0, length));
      this.#rest = this.#rest.subarray(length);
      if (this.#isStarting) {
        this.#isStarting = false;
        yield { type: "startup", bytes, parameters: parametersOf(bytes) };
      } else {
        yield { type: String.fromCharCode(bytes[0] ?? 0), bytes, parameters: new Map() };
      }
    }
  }
}

function parametersOf(startup: Buffer): Map<string, string> {
  const words = startup.subarray(8).toString("utf8").split("\0");
  const parameters = new Map<string, string>();
  for (let at = 0; at + 1 < words.length && words[at] !== ""; at += 2) {
    parameters.set(words[at] ?? "", words[at + 1] ?? "");
  }
  return parameters;
}

export function startupMessage(parameters: ReadonlyMap<string, string>): Buffer {
  const text = [...parameters].map(([name, value]) => `${name}\0${value}\0`).join("");
  const body = Buffer.from(`${text}\0`, "utf8");
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + body.length, 0);
  head.writeInt32BE(PROTOCOL_VERSION, 4);
  return Buffer.concat([head, body]);
}

export function errorResponse(code: string, message: string): Buffer {
  const body = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`, "utf8");
  const head = Buffer.alloc(5);
  head.write("E", 0, "latin1");
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
}

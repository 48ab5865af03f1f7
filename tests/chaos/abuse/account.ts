/** One account at one address, and its requests: what came of each is counted by its status. */
import { API_BASE } from "#shared/http/http.ts";

export interface Reply {
  /** 0: the connection ended without an answer. */
  readonly status: number;
  readonly text: string;
}

export class Account {
  readonly url: string;
  readonly address: string;
  #cookie = "";

  constructor(url: string, address: string) {
    this.url = url;
    this.address = address;
  }

  get headers(): Record<string, string> {
    return { "x-forwarded-for": this.address, cookie: this.#cookie };
  }

  async send(
    method: "GET" | "HEAD" | "POST",
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Reply> {
    try {
      const response = await fetch(this.#at(path), {
        method,
        headers: {
          ...this.headers,
          ...headers,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(40_000),
      });
      const [cookie] = response.headers.getSetCookie();
      if (cookie !== undefined) this.#cookie = cookie.split(";")[0] ?? "";
      return { status: response.status, text: await response.text() };
    } catch {
      return { status: 0, text: "" };
    }
  }

  /** Opens a stream, reads so many bytes of it as fast as they come, and leaves. */
  async readStream(path: string, bytes: number): Promise<number> {
    const leaving = new AbortController();
    try {
      const signal = AbortSignal.any([leaving.signal, AbortSignal.timeout(40_000)]);
      const response = await fetch(this.#at(path), { headers: this.headers, signal });
      let read = 0;
      for await (const piece of response.body ?? []) {
        read += piece.byteLength;
        if (read >= bytes) break;
      }
      return response.status;
    } catch {
      return 0;
    } finally {
      leaving.abort();
    }
  }

  #at(path: string): string {
    return this.url + (path.startsWith("/api/") ? "" : API_BASE) + path;
  }

  async openSession(): Promise<string> {
    const { status, text } = await this.send("POST", "/sessions", { language: "en" });
    const { session_id } = Object(status === 201 ? JSON.parse(text) : {});
    if (typeof session_id !== "string") throw new Error(`no session: ${status}`);
    return session_id;
  }

  command(session: string, command_type: string, payload: object = {}): Promise<Reply> {
    return this.send("POST", `/sessions/${session}/commands`, { command_type, payload });
  }
}

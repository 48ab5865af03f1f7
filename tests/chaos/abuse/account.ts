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

  async send(method: "GET" | "POST", path: string, body?: unknown): Promise<Reply> {
    try {
      const response = await fetch(this.url + (path.startsWith("/api/") ? "" : API_BASE) + path, {
        method,
        headers: {
          ...this.headers,
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

/** A client of the API for tests: keeps its cookie, as a browser does, and nothing else. */
import { expect } from "vitest";
import { API_BASE } from "#shared/http/http.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface Session {
  readonly session_id: string;
}

export class ApiClient {
  readonly url: string;
  cookie: string | null;

  constructor(url: string, cookie: string | null = null) {
    this.url = url;
    this.cookie = cookie;
  }

  /** One request; `path` is below the API's base, or from the root where it starts with `/api/`. */
  async send(
    method: string,
    path: string,
    options: {
      readonly body?: RequestInit["body"];
      readonly headers?: Record<string, string>;
    } = {},
  ): Promise<Answer> {
    const response = await fetch(this.url + (path.startsWith("/api/") ? "" : API_BASE) + path, {
      method,
      headers: {
        ...(this.cookie === null ? {} : { cookie: this.cookie }),
        ...(options.body === undefined ? {} : { "content-type": "application/json" }),
        ...options.headers,
      },
      ...(options.body === undefined ? {} : { body: options.body, duplex: "half" }),
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  /** Opens a page, which may change the cookies. */
  async open(path: string): Promise<number> {
    const headers: Record<string, string> = this.cookie === null ? {} : { cookie: this.cookie };
    const response = await fetch(this.url + path, { headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    await response.arrayBuffer();
    return response.status;
  }

  /** By its name, among the others. */
  #keep(line: string): void {
    const [pair = ""] = line.split(";");
    const name = pair.slice(0, pair.indexOf("=") + 1);
    const others = (this.cookie ?? "")
      .split("; ")
      .filter((other) => other !== "" && !other.startsWith(name));
    const all = /max-age=0\b/i.test(line) ? others : [...others, pair];
    this.cookie = all.length === 0 ? null : all.join("; ");
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send("GET", path, { headers });
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send("POST", path, { body: JSON.stringify(body), headers });
  }

  async createSession(): Promise<string> {
    const answer = await this.post("/sessions", { language: "en" });
    expect(answer.status).toBe(201);
    const { session_id } = fields(answer);
    if (typeof session_id !== "string") throw new TypeError("no session_id");
    return session_id;
  }

  command(
    session: string,
    command_type: string,
    payload: object = {},
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return this.post(`/sessions/${session}/commands`, { command_type, payload }, headers);
  }
}

/** A JSON answer's members. */
export function fields(answer: Answer): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(answer.text);
  if (typeof value !== "object" || value === null) throw new TypeError("not an object");
  return { ...value };
}

/** What of a problem the contract fixes, to compare in one go. */
export function problemOf(answer: Answer): { readonly status: number; readonly code: unknown } {
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  const { status, code, title, type, detail } = fields(answer);
  expect(status).toBe(answer.status);
  for (const text of [title, type, detail]) expect(typeof text).toBe("string");
  return { status: answer.status, code };
}

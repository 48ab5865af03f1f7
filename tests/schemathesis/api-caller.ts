/** A caller of the API that keeps its cookie, for programs that run outside vitest. */
import { API_BASE } from "#shared/http/http.ts";

export class ApiCaller {
  readonly #url: string;
  /** `name=value`, once an answer gave one. */
  cookie: string | null = null;

  constructor(url: string) {
    this.#url = url;
  }

  /** @throws with the answer where it is no 2xx */
  async post(path: string, body: object): Promise<unknown> {
    return this.#send(path, { method: "POST", body: JSON.stringify(body) });
  }

  async get(path: string): Promise<unknown> {
    return this.#send(path, {});
  }

  async #send(path: string, init: RequestInit): Promise<unknown> {
    const response = await fetch(this.#url + API_BASE + path, {
      ...init,
      headers: {
        "content-type": "application/json",
        ...(this.cookie === null ? {} : { cookie: this.cookie }),
      },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    this.cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? this.cookie;
    return JSON.parse(text);
  }
}

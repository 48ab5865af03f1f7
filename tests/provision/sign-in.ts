/** A browser without a screen: follows redirects, keeps cookies by host, and fills in the provider's forms. */

export class PlainBrowser {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** The Cookie header for an origin. */
  cookie(origin: string): string {
    const jar = this.#cookies.get(new URL(origin).host) ?? new Map<string, string>();
    return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  setCookie(origin: string, name: string, value: string): void {
    const { host } = new URL(origin);
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, jar);
    if (value === "") jar.delete(name);
    else jar.set(name, value);
  }

  async request(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...Object.fromEntries(new Headers(init.headers)), cookie: this.cookie(url) };
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      const isGone = /max-age=0\b/i.test(line) || /expires=Thu, 01 Jan 1970/i.test(line);
      this.setCookie(url, pair.slice(0, at), isGone ? "" : pair.slice(at + 1));
    }
    return response;
  }

  /** GETs until the answer is no redirect. */
  async follow(
    url: string,
    init: RequestInit = {},
  ): Promise<{ url: string; response: Response; visited: readonly string[] }> {
    const visited = [url];
    let response = await this.request(url, init);
    for (let hops = 0; hops < 20; hops += 1) {
      const location = response.headers.get("location");
      if (location === null) return { url: visited.at(-1) ?? url, response, visited };
      const next = new URL(location, visited.at(-1)).href;
      visited.push(next);
      response = await this.request(next);
    }
    throw new Error(`redirects without end: ${visited.join(" ")}`);
  }

  /** Opens a page of the studio and signs in on the way. */
  async signIn(page: string, writer: string): Promise<{ url: string; response: Response }> {
    const asked = await this.follow(page);
    if (new URL(asked.url).origin === new URL(page).origin) return asked;
    const loggedIn = await this.#submit(asked, { login: writer, password: "any" });
    if (new URL(loggedIn.url).origin === new URL(page).origin) return loggedIn;
    return this.#submit(loggedIn, {});
  }

  /** Submits the first form of a page with its hidden fields. */
  async #submit(
    page: { readonly url: string; readonly response: Response },
    fields: Readonly<Record<string, string>>,
  ): Promise<{ url: string; response: Response }> {
    const text = await page.response.text();
    const action = /<form[^>]*action="([^"]+)"/.exec(text)?.[1];
    if (action === undefined) throw new Error(`no form at ${page.url}:\n${text}`);
    const hidden = [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const body = new URLSearchParams({
      ...Object.fromEntries(hidden.map(([, name = "", value = ""]) => [name, value])),
      ...fields,
    });
    return this.follow(new URL(action, page.url).href, {
      method: "POST",
      body,
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
  }
}

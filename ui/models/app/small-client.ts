/**
 * As much of openapi-fetch as the interface uses, a sixth of its size: the build puts this in the
 * package's place (vite.config.ts), whose types everything is checked against.
 */

interface ClientOptions {
  readonly baseUrl?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly fetch?: (request: Request) => Promise<Response>;
}

interface Init {
  readonly params?: {
    readonly path?: Readonly<Record<string, unknown>>;
    readonly query?: Readonly<Record<string, unknown>>;
    readonly header?: Readonly<Record<string, unknown>>;
  };
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

type Answer =
  | { readonly data: unknown; readonly response: Response }
  | { readonly error: unknown; readonly response: Response };

type Ask = (path: string, init?: Init) => Promise<Answer>;

export default function createClient(
  options: ClientOptions = {},
): Readonly<Record<"GET" | "PUT" | "POST" | "DELETE", Ask>> {
  const ask =
    (method: string): Ask =>
    async (path, init = {}) => {
      const send = options.fetch ?? ((request) => fetch(request));
      return answerOf(await send(requestOf(method, (options.baseUrl ?? "") + path, init, options)));
    };
  return { GET: ask("GET"), PUT: ask("PUT"), POST: ask("POST"), DELETE: ask("DELETE") };
}

function requestOf(method: string, template: string, init: Init, options: ClientOptions): Request {
  const { params = {}, body, signal } = init;
  const path = template.replace(/\{(\w+)\}/g, (_, key: string) =>
    encodeURIComponent(String(params.path?.[key])),
  );
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params.query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) query.append(key, String(one));
    }
  }
  const headers = new Headers({ ...options.headers, ...init.headers });
  for (const [key, value] of Object.entries(params.header ?? {})) {
    if (typeof value === "string") headers.set(key, value);
  }
  if (body !== undefined) headers.set("Content-Type", "application/json");
  return new Request(query.size > 0 ? `${path}?${query.toString()}` : path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  if (response.ok) return { data: text === "" ? undefined : JSON.parse(text), response };
  try {
    return { error: JSON.parse(text), response };
  } catch {
    return { error: text, response };
  }
}

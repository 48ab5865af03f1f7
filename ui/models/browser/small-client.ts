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
  /** What is sent of the body where that is no JSON, as a form is none. */
  readonly bodySerializer?: (body: unknown) => BodyInit;
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
  const { params = {}, body, bodySerializer = JSON.stringify, signal } = init;
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
  const sent = body === undefined ? undefined : bodySerializer(body);
  // A form says itself where its parts end.
  if (sent !== undefined && !(sent instanceof FormData)) {
    headers.set("Content-Type", "application/json");
  }
  return new Request(query.size > 0 ? `${path}?${query.toString()}` : path, {
    method,
    headers,
    ...(sent === undefined ? {} : { body: sent }),
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

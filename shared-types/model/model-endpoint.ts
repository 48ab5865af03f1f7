/** A model endpoint's address in whatever form it is copied, and the one form in which it is kept. */

export type ReadBaseUrl =
  | { readonly outcome: "BASE_URL"; readonly baseUrl: string }
  | { readonly outcome: "REFUSED"; readonly reason: string };

export const MAX_BASE_URL = 2_000;

/** What comes after the base in the addresses that documentation shows. */
const OPERATIONS =
  /\/(?:chat\/completions|completions|chat|responses|embeddings|models(?:\/[^/]*)?)\/*$/iu;
/** Where a maker's OpenAI-compatible interface is not at /v1. */
const OWN_PATHS: Readonly<Record<string, string>> = {
  "generativelanguage.googleapis.com": "/v1beta/openai",
  "dashscope.aliyuncs.com": "/compatible-mode/v1",
  "dashscope-intl.aliyuncs.com": "/compatible-mode/v1",
  "openrouter.ai": "/api/v1",
  "api.groq.com": "/openai/v1",
  "open.bigmodel.cn": "/api/paas/v4",
  "ark.cn-beijing.volces.com": "/api/v3",
};
/** The only parameter that belongs to an address; any other may hold a key. */
const KEPT_PARAMETER = "api-version";
const AROUND = /^[\s\p{Cf}"'`<>\u2018-\u201f]+|[\s\p{Cf}"'`<>,;\u2018-\u201f]+$/gu;

/**
 * Takes an address with or without scheme, `/v1`, the whole path of an operation, quotes or a query.
 * @returns `scheme://host/path`, without a slash at the end; or why it cannot be an endpoint
 */
export function readBaseUrl(pasted: string): ReadBaseUrl {
  const text = pasted.replace(AROUND, "");
  if (text === "") return refused("is empty");
  if (text.length > MAX_BASE_URL) return refused(`is longer than ${MAX_BASE_URL} characters`);
  const absolute = /^[a-z][a-z0-9+.-]*:\/\//iu.test(text) ? text : withScheme(text);
  if (!URL.canParse(absolute))
    return refused("is not an address such as https://api.example.com/v1");
  const url = new URL(absolute);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    return refused("has to begin with https:// or http://");
  }
  if (url.username !== "" || url.password !== "") {
    return refused("has a name or a password in it; a key goes into its own field");
  }
  const version = url.searchParams.get(KEPT_PARAMETER);
  const query = version === null ? "" : `?${KEPT_PARAMETER}=${encodeURIComponent(version)}`;
  return { outcome: "BASE_URL", baseUrl: url.origin + pathOf(url) + query };
}

/** The address of one operation, such as `/chat/completions`. */
export function operationUrl(baseUrl: string, operation: string): string {
  const url = new URL(baseUrl);
  url.pathname = `${url.pathname.replace(/\/+$/u, "")}${operation}`;
  return url.href;
}

/** Whether a host is this machine: there one request at a time is enough. */
export function isLoopbackHost(hostname: string): boolean {
  return /^(?:localhost\.?|(?:.+\.)localhost\.?|127(?:\.\d+){3}|\[::1\]|::1)$/iu.test(hostname);
}

function pathOf(url: URL): string {
  let path = url.pathname.replace(/\/{2,}/gu, "/");
  for (let before = ""; before !== path; ) {
    before = path;
    path = path.replace(OPERATIONS, "").replace(/\/+$/u, "");
  }
  if (path !== "") return path;
  return OWN_PATHS[url.hostname] ?? "/v1";
}

/** `localhost:11434` and `192.168.1.5:8000` are served without TLS, names elsewhere with it. */
function withScheme(text: string): string {
  const host = text.split(/[/?#]/u, 1)[0] ?? "";
  const name = host.replace(/:\d+$/u, "");
  const isPlain =
    isLoopbackHost(name) ||
    /^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d+){2,3}$/u.test(name) ||
    /^[^.:]+$/u.test(name) ||
    /\.local$/iu.test(name);
  return `${isPlain ? "http" : "https"}://${text}`;
}

function refused(reason: string): ReadBaseUrl {
  return { outcome: "REFUSED", reason };
}

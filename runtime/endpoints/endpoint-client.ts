/**
 * One request to a model endpoint. Where only public addresses are allowed, the name is resolved
 * once, every address is looked at, and the connection goes to one of those: a name whose addresses
 * change in between gains nothing. Redirects are told and not followed. The same on Node and Deno.
 */
import { lookup } from "node:dns/promises";
import { type IncomingMessage, request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import {
  EndpointForbidden,
  type EndpointPolicy,
  hostOf,
  isForbiddenAddress,
  refusalOfUrl,
} from "./endpoint-policy.ts";

/** Every address of a name, the preferred first. @throws where it has none */
export type Resolve = (host: string) => Promise<readonly string[]>;

export interface EndpointRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly key: string | null;
  readonly body?: unknown;
  /** A body as it stands, where its bytes are signed. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Until the last byte. */
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

export interface EndpointAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly location: string | null;
  /** Of at most MAX_BYTES. */
  readonly text: string;
  /** Until the first byte of the body. */
  readonly firstByteMs: number;
  /** Pieces that the body came in. */
  readonly pieces: number;
}

export type SendToEndpoint = (request: EndpointRequest) => Promise<EndpointAnswer>;

/** A list of models may be long; an answer to the test is short. */
const MAX_BYTES = 4 * 1024 * 1024;

async function resolveByDns(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

/** @throws EndpointForbidden, or what the network says, with its code */
export function endpointClient(
  policy: EndpointPolicy,
  resolve: Resolve = resolveByDns,
): SendToEndpoint {
  return async (asked) => {
    const refusal = refusalOfUrl(policy, asked.url);
    if (refusal !== null) throw new EndpointForbidden(refusal);
    const url = new URL(asked.url);
    const host = hostOf(url);
    if (policy.kind === "public") {
      return exchange(asked, url, host, await checkedAddress(host, resolve));
    }
    if (host !== "localhost") return exchange(asked, url, host, host);
    // Servers of one's own listen on one of the two, and the name is often only one of them.
    try {
      return await exchange(asked, url, host, "127.0.0.1");
    } catch (error) {
      if (!isRefusedConnection(error)) throw error;
      return await exchange(asked, url, host, "::1").catch(() => Promise.reject(error));
    }
  };
}

function isRefusedConnection(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ECONNREFUSED";
}

async function checkedAddress(host: string, resolve: Resolve): Promise<string> {
  const addresses = isIP(host) === 0 ? await resolve(host) : [host];
  const [first] = addresses;
  if (first === undefined || addresses.some(isForbiddenAddress)) {
    throw new EndpointForbidden("address");
  }
  return first;
}

async function exchange(
  asked: EndpointRequest,
  url: URL,
  host: string,
  address: string,
): Promise<EndpointAnswer> {
  const startedAt = performance.now();
  const body = asked.text ?? (asked.body === undefined ? null : JSON.stringify(asked.body));
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const isTls = url.protocol === "https:";
  const request = (isTls ? httpsRequest : httpRequest)({
    method: asked.method,
    host: address,
    port: url.port === "" ? (isTls ? 443 : 80) : Number(url.port),
    path: url.pathname + url.search,
    // TLS asks for the name, and the certificate has to be the name's.
    ...(isTls && isIP(host) === 0 ? { servername: host } : {}),
    headers: {
      Host: url.host,
      Accept: "application/json, text/event-stream",
      ...(asked.key === null ? {} : { Authorization: `Bearer ${asked.key}` }),
      ...(body === null
        ? {}
        : { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) }),
      ...asked.headers,
    },
    agent: false,
    signal: AbortSignal.any([asked.signal, AbortSignal.timeout(asked.deadlineMs)]),
  });
  request.on("response", resolve);
  request.on("error", reject);
  request.end(body ?? undefined);
  const response = await promise;
  try {
    const read = await readAll(response);
    return {
      status: response.statusCode ?? 0,
      contentType: response.headers["content-type"] ?? "",
      location: response.headers.location ?? null,
      text: read.text,
      firstByteMs: Math.round((read.firstByteAt ?? performance.now()) - startedAt),
      pieces: read.pieces,
    };
  } finally {
    request.destroy();
  }
}

async function readAll(response: IncomingMessage) {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  let pieces = 0;
  let firstByteAt: number | null = null;
  for await (const chunk of response) {
    if (!(chunk instanceof Uint8Array)) continue;
    firstByteAt ??= performance.now();
    pieces += 1;
    bytes += chunk.byteLength;
    text += decoder.decode(chunk, { stream: true });
    // An endless answer has shown what it can.
    if (bytes > MAX_BYTES || text.includes("data: [DONE]")) break;
  }
  return { text, pieces, firstByteAt };
}

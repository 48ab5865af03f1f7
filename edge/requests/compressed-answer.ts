/** Answers that are made for one request, compressed on their way: JSON and other text. */
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { EdgeContext } from "./context.ts";
import { type Coding, LEAST_BYTES, acceptedCoding, etagOfCoding } from "../http/content-coding.ts";

/** A request waits for it: 100 KiB of JSON take about 2 ms, and half as long a line as by gzip's 6. */
const BROTLI_QUALITY = 4;
const GZIP_LEVEL = 4;

const TEXT = /^(?:application\/(?:[\w.+-]*\+)?json|text\/(?!event-stream))/;

/** Replaces the context's answer where it is text of some length, told by it, and who asks takes it. */
export async function compressAnswer(c: EdgeContext): Promise<void> {
  const { headers, status } = c.res;
  if (headers.has("content-encoding")) return;
  if (c.req.method === "HEAD") {
    // What GET would say, but for a length that only its body would tell.
    const coding = tellCoding(c, headers);
    if (coding === null) return;
    headers.set("Content-Encoding", coding);
    headers.delete("Content-Length");
    return;
  }
  const coded = new Headers(headers);
  const coding = tellCoding(c, coded);
  if (coding === null) {
    const vary = coded.get("vary");
    if (vary !== null) headers.set("Vary", vary);
    return;
  }
  const bytes = await compressed(new Uint8Array(await c.res.arrayBuffer()), coding);
  coded.set("Content-Encoding", coding);
  coded.set("Content-Length", String(bytes.byteLength));
  // Set over the other, it would inherit that one's headers.
  c.res = undefined;
  c.res = new Response(bytes, { status, headers: coded });
}

/**
 * Puts into an answer's headers what depends on the coding that whoever asks gets.
 * @returns null: none
 */
export function tellCoding(c: EdgeContext, headers: Headers): Coding | null {
  const isLong = Number(headers.get("content-length") ?? 0) >= LEAST_BYTES;
  if (!isLong || !TEXT.test(headers.get("content-type") ?? "")) return null;
  if (!/accept-encoding/i.test(headers.get("vary") ?? ""))
    headers.append("Vary", "Accept-Encoding");
  const coding = acceptedCoding(c.req.header("accept-encoding"));
  const etag = headers.get("etag");
  if (coding !== null && etag !== null) headers.set("ETag", etagOfCoding(etag, coding));
  return coding;
}

async function compressed(
  plain: Uint8Array<ArrayBuffer>,
  coding: Coding,
): Promise<Uint8Array<ArrayBuffer>> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
  return new Uint8Array(
    coding === "br"
      ? await promisify(brotliCompress)(plain, { params })
      : await promisify(gzip)(plain, { level: GZIP_LEVEL }),
  );
}

/** A body in every coding that clients take, compressed once; which of them a request gets. */
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { etagOf, isNotModified } from "./etag.ts";

const CODINGS = ["br", "gzip"] as const;
export type Coding = (typeof CODINGS)[number];

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes that do not change, as they are sent. */
export interface CodedBody {
  readonly plain: Bytes;
  /** Without those that are not smaller. */
  readonly coded: Readonly<Partial<Record<Coding, Bytes>>>;
  /** Of the plain ones; a coding's own has its name in it. */
  readonly etag: string;
}

/** Compressed once for all who ask: time that a request's own answer would not have. */
const BROTLI_QUALITY = 9;
/** What fits into one packet is not worth a coding. */
export const LEAST_BYTES = 1_024;

/**
 * @param isText only text is compressed: pictures and fonts are already
 * @param made what was compressed when it was built
 */
export async function codedBody(
  plain: Bytes,
  isText = true,
  made: CodedBody["coded"] = {},
): Promise<CodedBody> {
  const etag = await etagOf(plain);
  if (!isText || plain.byteLength < LEAST_BYTES) return { plain, coded: {}, etag };
  if (made.br && made.gzip) return { plain, coded: made, etag };
  const [br, zipped] = await Promise.all([
    promisify(brotliCompress)(plain, {
      params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY },
    }),
    promisify(gzip)(plain),
  ]);
  return { plain, coded: { br: new Uint8Array(br), gzip: new Uint8Array(zipped) }, etag };
}

/**
 * The answer to a request for it: 304 where it has it already.
 * @param headers beside those of the coding and the ETag
 */
export function codedResponse(
  request: { header(name: string): string | undefined },
  body: CodedBody,
  headers: Headers,
): Response {
  const coding = codingFor(request.header("accept-encoding"), body);
  const etag = coding === null ? body.etag : etagOfCoding(body.etag, coding);
  headers.set("ETag", etag);
  if (Object.keys(body.coded).length > 0) headers.set("Vary", "Accept-Encoding");
  if (isNotModified(request.header("if-none-match"), etag)) {
    return new Response(null, { status: 304, headers });
  }
  if (coding === null) return new Response(body.plain, { headers });
  headers.set("Content-Encoding", coding);
  return new Response(body.coded[coding], { headers });
}

/** The first of ours that the request takes; null: as it is. */
function codingFor(acceptEncoding: string | undefined, { coded }: CodedBody): Coding | null {
  return acceptedCoding(acceptEncoding, (coding) => coded[coding] !== undefined);
}

/** Of these the one that the request likes best, and the first of several. */
export function acceptedCoding(
  acceptEncoding: string | undefined,
  isThere: (coding: Coding) => boolean = () => true,
): Coding | null {
  const liked = new Map(
    (acceptEncoding ?? "").split(",").map((entry) => {
      const [name = "", ...parameters] = entry.toLowerCase().split(";");
      const quality = parameters.map((each) => each.trim()).find((each) => each.startsWith("q="));
      return [name.trim(), quality === undefined ? 1 : Number(quality.slice(2))];
    }),
  );
  let best: { readonly coding: Coding | null; readonly quality: number } = {
    coding: null,
    quality: 0,
  };
  for (const coding of CODINGS) {
    const quality = liked.get(coding) ?? 0;
    if (isThere(coding) && quality > best.quality) best = { coding, quality };
  }
  return best.quality < (liked.get("identity") ?? 0) ? null : best.coding;
}

/** A representation's own tag, as RFC 9110 asks for. */
export function etagOfCoding(etag: string, coding: Coding): string {
  return `${etag.slice(0, -1)}-${coding}"`;
}

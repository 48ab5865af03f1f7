/**
 * The built interface's files, compressed when they were built, or once. The runtime's adapter reads
 * them; paths are checked here.
 */
import { type CodedBody, codedBody } from "../http/content-coding.ts";
import { etagOf } from "../http/etag.ts";

export interface Asset {
  readonly body: CodedBody;
  readonly contentType: string;
  /** Its name carries its hash: it never changes. */
  readonly isImmutable: boolean;
}

/** Null where there is no such file. */
export type AssetReader = (path: string) => Promise<Asset | null>;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  ico: "image/x-icon",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  map: "application/json",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  webmanifest: "application/manifest+json",
  webp: "image/webp",
  woff2: "font/woff2",
};

/** Pictures and fonts are compressed already. */
const isText = (contentType: string) => /charset|json|svg|manifest/.test(contentType);

/** Names without dots in front: no way out of the directory, and no hidden file. */
const SAFE_PATH = /^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)*[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/** @param readFile a file below the directory, or null where there is none */
export function createAssetReader(
  readFile: (path: string) => Promise<Uint8Array<ArrayBuffer> | null>,
): AssetReader {
  const made = new Map<string, Asset>();
  return async (path) => {
    if (!SAFE_PATH.test(path)) return null;
    const contentType = CONTENT_TYPES[path.slice(path.lastIndexOf(".") + 1)];
    if (contentType === undefined) return null;
    const kept = made.get(path);
    if (kept?.isImmutable) return kept;
    const bytes = await readFile(path);
    if (bytes === null) return null;
    // A page may have been built anew; what did not change is not compressed again.
    if (kept !== undefined && (await etagOf(bytes)) === kept.body.etag) return kept;
    const isImmutable = path.startsWith("assets/");
    const [br, gzip] = isImmutable
      ? await Promise.all([readFile(`${path}.br`), readFile(`${path}.gz`)])
      : [null, null];
    const coded = br !== null && gzip !== null ? { br, gzip } : {};
    const body = await codedBody(bytes, isText(contentType), coded);
    const asset = { body, contentType, isImmutable };
    made.set(path, asset);
    return asset;
  };
}

/** The page's own links, relative or from the root, and what says where that is. */
const PAGE_LINK = /(?<=(?:src|href)="|name="genesis-base" content=")\.?\/(?!\/)/g;

/**
 * The same files for a studio below `base`: the page leads to them from wherever it is, and says what
 * the base is to its scripts.
 */
export function assetsBelow(base: string, read: AssetReader): AssetReader {
  let made: { readonly of: Asset; readonly asset: Asset } | null = null;
  return async (path) => {
    const asset = await read(path);
    if (asset === null || path !== "index.html") return asset;
    if (made?.of !== asset) {
      const page = new TextDecoder().decode(asset.body.plain).replace(PAGE_LINK, `${base}/`);
      const body = await codedBody(new TextEncoder().encode(page));
      made = { of: asset, asset: { ...asset, body } };
    }
    return made.asset;
  };
}

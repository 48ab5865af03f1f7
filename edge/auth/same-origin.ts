/**
 * Whether a write may come from where it says it comes from. A browser always says so with one of
 * two headers; a program that sends neither carries no cookie by accident.
 */
export interface OriginPolicy {
  /** The origin that browsers see, or null: whatever host they asked for. */
  readonly publicOrigin: string | null;
}

export interface OriginHeaders {
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
  readonly host: string | undefined;
}

const LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

export function isSameOriginWrite(policy: OriginPolicy, headers: OriginHeaders): boolean {
  const { origin, secFetchSite, host } = headers;
  if (secFetchSite !== undefined && !["same-origin", "none"].includes(secFetchSite)) return false;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  if (policy.publicOrigin === null) return new URL(origin).host === host;
  return origin === policy.publicOrigin || isSameLoopback(new URL(origin), policy.publicOrigin);
}

/** `localhost` and `127.0.0.1` are the same place to whoever types the address. */
function isSameLoopback(origin: URL, publicOrigin: string): boolean {
  const own = new URL(publicOrigin);
  return (
    LOOPBACK_HOSTS.includes(own.hostname) &&
    LOOPBACK_HOSTS.includes(origin.hostname) &&
    own.port === origin.port &&
    own.protocol === origin.protocol
  );
}

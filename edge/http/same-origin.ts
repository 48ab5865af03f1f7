/**
 * Whether a write may come from where it says it comes from. A browser always says so with one of
 * two headers; a program that sends neither carries no cookie by accident.
 */
export interface OriginPolicy {
  /** The origin that browsers see, or null: whatever host they asked for. */
  readonly publicOrigin: string | null;
  /** Where it is null: that host must be this machine, so that no name of a stranger's leads here. */
  readonly isLoopbackOnly: boolean;
}

export interface OriginHeaders {
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
  readonly host: string | undefined;
}

const LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

/** @param host what the edge listens on; @param publicUrl what browsers see, where that is known */
export function originPolicy(host: string, publicUrl: string | null): OriginPolicy {
  return {
    publicOrigin: publicUrl === null ? null : new URL(publicUrl).origin,
    isLoopbackOnly: isLoopback(host),
  };
}

/** @param host what the edge listens on */
export function isLoopback(host: string): boolean {
  return host === "::1" || LOOPBACK_HOSTS.includes(host) || /^127(?:\.\d{1,3}){3}$/.test(host);
}

export function isSameOriginWrite(policy: OriginPolicy, headers: OriginHeaders): boolean {
  const { origin, secFetchSite, host } = headers;
  if (secFetchSite !== undefined && !["same-origin", "none"].includes(secFetchSite)) return false;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  if (policy.publicOrigin === null) {
    const isAllowedHost = !policy.isLoopbackOnly || LOOPBACK_HOSTS.includes(from.hostname);
    return from.host === host && isAllowedHost;
  }
  return origin === policy.publicOrigin || isSameLoopback(from, policy.publicOrigin);
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

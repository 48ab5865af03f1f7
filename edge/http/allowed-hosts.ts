/**
 * The hosts that this studio answers to. A page of a foreign name that is made to lead here (DNS
 * rebinding) is same-origin to its browser: only the Host header tells it from the studio's own.
 */
import { hostname, networkInterfaces } from "node:os";
import { isLoopback } from "./same-origin.ts";
import { hostName } from "./host-name.ts";

export interface AllowedHosts {
  /** @param header the Host header as it came; undefined where there is none */
  has(header: string | undefined): boolean;
}

const LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"];

/**
 * @param config.allowedHosts null: that of `publicUrl`, what it listens on, and on loopback this
 *   machine's names; where it listens on every address, those of this machine too
 */
export function allowedHosts(config: {
  readonly allowedHosts: readonly string[] | null;
  readonly host: string;
  readonly publicUrl: string | null;
}): AllowedHosts {
  const names = new Set((config.allowedHosts ?? ownHosts(config)).map(bracketed));
  return {
    has(header) {
      const name = header === undefined ? null : hostName(header);
      return name !== null && names.has(name);
    },
  };
}

function ownHosts(config: { readonly host: string; readonly publicUrl: string | null }): string[] {
  const { host, publicUrl } = config;
  const own = publicUrl === null ? [host] : [host, new URL(publicUrl).hostname];
  if (isLoopback(host)) return [...own, ...LOOPBACK_NAMES, hostname()];
  if (!["0.0.0.0", "::"].includes(host)) return own;
  const addresses = Object.values(networkInterfaces()).flatMap((of) => of ?? []);
  return [...own, ...LOOPBACK_NAMES, hostname(), ...addresses.map(({ address }) => address)];
}

/** As `hostName` gives it. */
function bracketed(name: string): string {
  const [address = ""] = name.split("%");
  const written = address.includes(":") && !address.startsWith("[") ? `[${address}]` : address;
  return hostName(written) ?? written;
}

/** Probes call by address. */
export const UNCHECKED_PATHS = "/api/health/";

/**
 * Whether a request is meant for this studio: by its Host header, and by the authority of its target
 * where that is a whole URL, which HTTP puts above the header.
 */
export function isDirectedHere(
  allowed: AllowedHosts,
  request: { readonly path: string; readonly url: string; readonly host: string | undefined },
): boolean {
  if (request.path.startsWith(UNCHECKED_PATHS)) return true;
  return allowed.has(request.host) && allowed.has(new URL(request.url).host);
}

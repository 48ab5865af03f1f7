/** Which endpoints a writer may bring: MODEL_ENDPOINTS (docs/models.md). */
import { BlockList, isIP } from "node:net";
import {
  CARRIED_IPV4_NETWORKS,
  FORBIDDEN_NETWORKS,
  PUBLIC_PORTS,
} from "#shared/model/forbidden-addresses.ts";

/** `public`: HTTPS at public addresses. `named`: these hosts, as HOST or HOST:PORT. */
export type EndpointPolicy =
  | { readonly kind: "any" | "public" | "none" }
  | { readonly kind: "named"; readonly hosts: readonly string[] };

/** Why an address is refused as it is written; `address`: the name leads where it may not. */
export type EndpointRefusal = "none" | "not_named" | "not_https" | "port" | "address";

/** Nothing was sent: the endpoint is not one that the policy allows. */
export class EndpointForbidden extends Error {
  readonly refusal: EndpointRefusal;

  constructor(refusal: EndpointRefusal) {
    super(`the endpoint is not allowed: ${refusal}`);
    this.refusal = refusal;
  }
}

/** @param isOwn `local` mode on loopback: the writer's own machine */
export function endpointPolicy(
  value: readonly string[] | undefined,
  isOwn: boolean,
): EndpointPolicy {
  if (value === undefined) return { kind: isOwn ? "any" : "public" };
  const [first] = value;
  if (first === "any" || first === "public" || first === "none") return { kind: first };
  return { kind: "named", hosts: value };
}

/** What of the address itself is refused; null where nothing is. */
export function refusalOfUrl(policy: EndpointPolicy, baseUrl: string): EndpointRefusal | null {
  if (policy.kind === "any") return null;
  if (policy.kind === "none") return "none";
  const url = new URL(baseUrl);
  if (policy.kind === "named") {
    const names = [url.hostname.replace(/\.$/, ""), url.host];
    return names.some((name) => policy.hosts.includes(name)) ? null : "not_named";
  }
  if (url.protocol !== "https:") return "not_https";
  const port = url.port === "" ? PUBLIC_PORTS.https : Number(url.port);
  if (port !== PUBLIC_PORTS.https && port < PUBLIC_PORTS.leastOther) return "port";
  const literal = hostOf(url);
  return isIP(literal) !== 0 && isForbiddenAddress(literal) ? "address" : null;
}

/** The name or address to look up: an IPv6 address without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

/** Private, local, reserved: anything but globally reachable. */
export function isForbiddenAddress(address: string): boolean {
  const plain = address.split("%", 1)[0] ?? "";
  const version = isIP(plain);
  if (version === 0) return true;
  if (version === 4) return forbidden.v4.check(plain, "ipv4");
  const groups = groupsOf(plain);
  const carried = carriedIpv4(groups);
  if (carried !== null) return forbidden.v4.check(carried, "ipv4");
  return forbidden.v6.check(plain, "ipv6");
}

const forbidden = { v4: new BlockList(), v6: new BlockList() };
for (const network of FORBIDDEN_NETWORKS) {
  const [address = "", prefix] = network.split("/");
  if (isIP(address) === 4) forbidden.v4.addSubnet(address, Number(prefix), "ipv4");
  else forbidden.v6.addSubnet(address, Number(prefix), "ipv6");
}
/** The first six groups, of which the IPv4 address makes the other two. */
const carriers = CARRIED_IPV4_NETWORKS.map((network) =>
  groupsOf(network.replace("/96", "")).slice(0, 6).join(":"),
);

/** By its text: a BlockList takes a mapped address for the IPv4 one in some places only. */
function carriedIpv4(groups: readonly number[]): string | null {
  if (!carriers.includes(groups.slice(0, 6).join(":"))) return null;
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/** An IPv6 address's eight groups; the URL parser has the one form of them all. */
function groupsOf(address: string): readonly number[] {
  const [head = "", tail] = hostOf(new URL(`http://[${address}]/`)).split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const gap = Array.from({ length: 8 - left.length - right.length }, () => "0");
  return [...left, ...(tail === undefined ? [] : gap), ...right].map((group) =>
    Number.parseInt(group, 16),
  );
}

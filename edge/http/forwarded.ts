/** What proxies say of where a request comes from: X-Forwarded-For, or Forwarded (RFC 7239). */

/**
 * Who each proxy saw, the nearest last; what is no address is "". Where both headers came and their
 * nearest entries differ, one of them passed a proxy that only writes the other: none is believed.
 */
export function forwardedFor(
  xForwardedFor: string | undefined,
  forwarded: string | undefined,
): readonly string[] {
  const listed = xForwardedFor?.split(",").map((entry) => entry.trim());
  const standard = forwarded?.split(",").map(forOf);
  if (listed === undefined || standard === undefined) return listed ?? standard ?? [];
  return listed.at(-1) === standard.at(-1) ? listed : [];
}

/** The `for` of one element, without port and brackets; "" where it has none, or an obfuscated one. */
function forOf(element: string): string {
  const pairs = element.split(";").map((pair) => pair.trim());
  const pair = pairs.find((one) => one.slice(0, 4).toLowerCase() === "for=");
  const node = (pair?.slice(4) ?? "").replaceAll('"', "");
  const bracketed = /^\[([0-9A-Fa-f:.]+)\](?::\d+)?$/.exec(node)?.[1];
  return bracketed ?? node.replace(/:\d+$/, "");
}

/**
 * Addresses that a model endpoint may not have where only public ones are allowed: everything that
 * is not globally reachable by the IANA special-purpose address registries, and the clouds' own
 * services that stand at public-looking addresses. Written once; Python reads the generated copy.
 */
export const FORBIDDEN_NETWORKS = [
  // This network, private use, carrier-grade NAT (Alibaba's metadata too), loopback, link-local
  // (AWS's, Google's and Azure's metadata), benchmarks, documentation, relays, multicast, reserved.
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"],
  ...["172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16"],
  ...["198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"],
  // Azure's platform services, reachable from every machine there.
  "168.63.129.16/32",
  // Only 2000::/3 is given out; below it stand loopback, the compatible and the local NAT64 forms,
  // above it unique local, link-local, site-local and multicast addresses.
  ...["::/3", "4000::/2", "8000::/1"],
  // Protocol assignments (Teredo among them), documentation, 6to4, which carries an IPv4 address.
  ...["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"],
] as const;

/** IPv6 forms that end in an IPv4 address: that one is asked about instead. */
export const CARRIED_IPV4_NETWORKS = ["::ffff:0:0/96", "64:ff9b::/96"] as const;

/** Ports of a public endpoint: HTTPS's own, and those that no system service has. */
export const PUBLIC_PORTS = { https: 443, leastOther: 1_024 } as const;

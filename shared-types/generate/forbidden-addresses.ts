/** The forbidden addresses for Python. */
import {
  CARRIED_IPV4_NETWORKS,
  FORBIDDEN_NETWORKS,
  PUBLIC_PORTS,
} from "../model/forbidden-addresses.ts";

/** The text of shared-types/python/genesis_shared/forbidden_addresses.json. */
export function forbiddenAddressesJson(): string {
  return `${JSON.stringify(
    {
      forbidden_networks: FORBIDDEN_NETWORKS,
      carried_ipv4_networks: CARRIED_IPV4_NETWORKS,
      public_ports: { https: PUBLIC_PORTS.https, least_other: PUBLIC_PORTS.leastOther },
    },
    null,
    2,
  )}\n`;
}

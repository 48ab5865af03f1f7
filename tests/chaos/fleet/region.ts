/** A region: two edges behind one address, as far from the primary as it is, with a replica beside them or none. */
import { type TcpProxy, startTcpProxy } from "../../provision/tcp-proxy.ts";
import type { EmbeddedPostgres } from "../../../local/postgres/embedded-postgres.ts";
import { type RoleProcess, roleProcess } from "../../provision/role-processes.ts";

export interface Region extends AsyncDisposable {
  readonly name: string;
  /** Of whichever of its edges takes the connection. */
  readonly url: string;
  readonly edges: readonly RoleProcess[];
  /** The way to its replica. */
  readonly toReplica: TcpProxy | null;
}

export interface RegionOptions {
  readonly name: string;
  /** There and back, to any of the servers that may be the primary. */
  readonly roundTripMs: number;
  readonly servers: readonly [EmbeddedPostgres, ...EmbeddedPostgres[]];
  /** Which is beside it. */
  readonly replica: EmbeddedPostgres | null;
  /** What every edge is given. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the logs go. */
  readonly directory: string;
  readonly onEndedByItself: (how: string) => void;
}

const EDGES = 2;

/** Several servers in one URL, of which a part takes the one that takes writes. */
export function anyOf(
  servers: RegionOptions["servers"],
  ports: readonly number[] = servers.map(({ url }) => Number(new URL(url).port)),
): string {
  const [{ url }] = servers;
  const { host } = new URL(url);
  return url.replace(host, ports.map((port) => `127.0.0.1:${port}`).join(","));
}

export async function startRegion(options: RegionOptions): Promise<Region> {
  const { name, servers, replica, directory, onEndedByItself } = options;
  await using parts = new AsyncDisposableStack();
  const proxyTo = async ({ url }: EmbeddedPostgres) =>
    parts.use(await startTcpProxy(() => Number(new URL(url).port)));
  const ways = await Promise.all(servers.map(proxyTo));
  for (const way of ways) way.slowBy(options.roundTripMs / 2);
  const toReplica = replica === null ? null : await proxyTo(replica);
  const ports = ways.map(({ port }) => port);
  const env = {
    ...options.env,
    DATABASE_URL: anyOf(servers, ports),
    DATABASE_READ_URL: replica === null ? undefined : toReplica?.through(replica.url),
  };
  const edges: RoleProcess[] = [];
  for (let n = 1; n <= EDGES; n += 1) {
    const edge = await roleProcess({
      role: "edge",
      name: `${name}-edge-${n}`,
      env,
      directory,
      onEndedByItself,
    });
    parts.use(edge);
    edges.push(edge);
  }
  await Promise.all(edges.map((edge) => edge.start(120_000)));
  let turn = 0;
  const balancer = await startTcpProxy(() => {
    const running = edges.filter(({ pid }) => pid !== 0);
    const edge = running[turn++ % running.length] ?? edges[0];
    return Number(new URL(edge?.url ?? "http://127.0.0.1:1").port);
  });
  parts.use(balancer);
  const owned = parts.move();
  return {
    name,
    url: `http://127.0.0.1:${balancer.port}`,
    edges,
    toReplica,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** What its edges have read since they were started last, by the server that answered. */
export async function readsOf({ edges }: Region): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = { primary: 0, replica: 0 };
  for (const { url } of edges) {
    const text = await (await fetch(`${url}/metrics`)).text();
    for (const [, server = "", count] of text.matchAll(
      /^genesis_reads_total\{server="(\w+)"\} (\d+)/gm,
    )) {
      counts[server] = (counts[server] ?? 0) + Number(count);
    }
  }
  return counts;
}

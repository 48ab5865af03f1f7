/** Each broker that may carry a region's wakes, as a real server behind a proxy that can be cut. */
import type { WakeBroker } from "#runtime/wakes/wake-broker.ts";
import { readWakeBroker } from "#runtime/wakes/wake-config.ts";
import { startNats } from "../../provision/nats.ts";
import { startTcpProxy, type TcpProxy } from "../../provision/tcp-proxy.ts";
import { startUpstashRest, startValkey } from "../../provision/valkey.ts";

export const BROKERS = ["redis", "nats", "upstash"] as const;

export interface CuttableBroker extends AsyncDisposable {
  /** What WAKE_URL takes: through the proxy. */
  readonly url: string;
  readonly broker: WakeBroker;
  readonly proxy: TcpProxy;
}

export async function startBroker(kind: (typeof BROKERS)[number]): Promise<CuttableBroker> {
  const { server, direct } = await started(kind);
  const { port } = new URL(direct);
  const proxy = await startTcpProxy(() => Number(port));
  const through = new URL(direct);
  through.port = String(proxy.port);
  const broker = readWakeBroker({ WAKE_URL: through.href });
  if (broker === null) throw new Error("WAKE_URL was not read");
  return {
    url: through.href,
    broker,
    proxy,
    [Symbol.asyncDispose]: async () => {
      await proxy.stop();
      await server[Symbol.asyncDispose]();
    },
  };
}

async function started(
  kind: (typeof BROKERS)[number],
): Promise<{ server: AsyncDisposable; direct: string }> {
  if (kind === "redis") {
    const valkey = await startValkey();
    return { server: valkey, direct: valkey.url };
  }
  if (kind === "nats") {
    const nats = await startNats();
    return { server: nats, direct: nats.url };
  }
  const rest = await startUpstashRest();
  return { server: rest, direct: rest.url.replace("http://", `http://default:${rest.token}@`) };
}

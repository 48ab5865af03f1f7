/** Puts the edge together from its configuration, and gives its parts one lifetime. */
import type { Context, Hono } from "hono";
import { decodeAbout } from "#runtime/postgres/wake-about.ts";
import { deafness } from "#runtime/postgres/deafness.ts";
import { type WakeListener, createWakeListener } from "#runtime/postgres/wake-listener.ts";
import { createTracer } from "#runtime/trace/tracer.ts";
import { type WakeBroker, wakeChannelOpener } from "#runtime/wakes/wake-broker.ts";
import { wakeTopic } from "#runtime/wakes/wake-channel.ts";
import { createWakeFollower } from "#runtime/wakes/wake-follower.ts";
import { type Lifetime, inTurns } from "#runtime/work/lifetime.ts";
import { createApp } from "./app.ts";
import { REFUSALS_DEFAULTS, createRefusals } from "./audit/refusals.ts";
import { ACCOUNT_NEWS_DEFAULTS, createAccountNews } from "./auth/account-news.ts";
import { createKeyRing } from "./auth/key-ring.ts";
import { createLocalAuthenticator } from "./auth/local-authenticator.ts";
import { createOidcAuthenticator } from "./auth/oidc-authenticator.ts";
import { createOidcProvider } from "./auth/oidc-provider.ts";
import { SEEN_BROWSERS_DEFAULTS, createSeenBrowsers } from "./auth/seen-browsers.ts";
import { withProgramTokens } from "./auth/token-authenticator.ts";
import { originPolicy } from "./http/same-origin.ts";
import { createBeat } from "./beat.ts";
import type { EdgeConfig } from "./config.ts";
import type { EdgeEnv, HostedParts } from "./requests/context.ts";
import { createAccountOperations } from "./operations/account-operations.ts";
import { createImportOperations } from "./operations/import-operations.ts";
import type { ReplicaReads } from "./database/replica-reads.ts";
import { createExportOperations } from "./operations/export-operations.ts";
import { createMaterialOperations } from "./operations/material-operations.ts";
import {
  type Maintenance,
  createInstallationOperations,
} from "./database/installation-operations.ts";
import { createOperations } from "./operations/operations.ts";
import { createSettingsOperations } from "./operations/settings-operations.ts";
import { createWebhookOperations } from "./operations/webhook-operations.ts";
import { createWaker } from "./database/waker.ts";
import { type AllowedHosts, allowedHosts } from "./http/allowed-hosts.ts";
import { ANSWER_BOUNDS, createAnswersUnderWay } from "./requests/answers-under-way.ts";
import type { PeerAddress } from "./http/client-address.ts";
import { type PublicPlace, publicPlace } from "./http/public-place.ts";
import { trustedProxies } from "./http/trusted-proxies.ts";
import { createLimits } from "./limits/limits.ts";
import type { Log } from "./log.ts";
import type { EdgeMetrics } from "./metrics/metrics.ts";
import { type AssetReader, assetsBelow } from "./pages/assets.ts";
import { endpointClient } from "#runtime/endpoints/endpoint-client.ts";
import { createModelKeys } from "#runtime/secrets/model-keys.ts";
import { StreamHub } from "./stream/hub.ts";
import { HUB_DEFAULTS } from "./stream/hub-options.ts";
import type { StreamOpener } from "./stream/sink.ts";
import { createStreamSource } from "./stream/source.ts";
import { openDatabases } from "./open-databases.ts";

/** What the server or the hosting process brings. */
export interface EdgeSurroundings {
  readonly openStream: StreamOpener;
  readonly peerAddress: PeerAddress;
  readonly assets: AssetReader;
  readonly metrics: EdgeMetrics;
  readonly log: Log;
  readonly hostedParts: () => HostedParts;
  /** Absent: BODY_DEADLINE_MS. */
  readonly bodyDeadlineMs?: number;
  /** Ends a request's connection. */
  readonly cut: (context: Context) => void;
  /** How long a reader may take nothing of an answer; absent: 30 s. */
  readonly stallMs?: number;
}

export interface Edge extends Lifetime {
  readonly app: Hono<EdgeEnv>;
  readonly allowedHosts: AllowedHosts;
  /** What browsers see. */
  readonly place: PublicPlace;
  /** Ends every stream, then the connections; requests under way are the server's to wait for. */
  closeStreams(): Promise<void>;
}

/** 256 KiB over a line of 200 kbit/s. */
const BODY_DEADLINE_MS = 10_000;
const LISTENER = { heartbeatMs: 2_000, silentMs: 6_000 } as const;

export function assembleEdge(config: EdgeConfig, surroundings: EdgeSurroundings): Edge {
  const { metrics, log } = surroundings;
  const { app, imports, service, replica } = openDatabases(config, surroundings);
  const reads = replica?.database ?? app;
  const operations = createOperations(reads);
  const accounts = createAccountOperations(app, service);
  const installation = createInstallationOperations(service);
  const hub = new StreamHub({
    ...HUB_DEFAULTS,
    source: createStreamSource(service, (sessions) => {
      if (sessions.length > 0) replica?.needs.wrote(...sessions);
    }),
    observer: {
      readersChanged: (count) => metrics.readersChanged(count),
      eventsSent: (count) => metrics.eventsSent(count),
      readerDropped: (reason) => metrics.readerDropped(reason),
      fetchFailed(error) {
        metrics.fetchFailed();
        log.warn({ err: error }, "the stream hub could not fetch; the poll repeats it");
      },
    },
  });
  const wakes = {
    channels: {
      genesis_events(text: string) {
        const about = decodeAbout(text);
        // Nobody named: it may be about any.
        replica?.needs.wrote(...(about ?? []));
        hub.wake("events", about);
      },
      genesis_progress: (text: string) => hub.wake("progress", decodeAbout(text)),
      genesis_accounts() {
        news.wake();
        // An operator has changed the keys, perhaps, or begun or ended maintenance.
        keys.refresh();
      },
    },
    onListening: () => {
      replica?.needs.wrote();
      hub.look();
      news.wake();
    },
    onReplaced(why: string) {
      metrics.listenerReplaced();
      log.warn({ why }, "the connection that wakes come by is replaced");
    },
  };
  const listener =
    config.wakes === undefined
      ? createWakeListener({
          ...LISTENER,
          ...wakes,
          url: config.databaseDirectUrl,
          applicationName: "genesis-edge-listen",
        })
      : createWakeFollower({
          ...wakes,
          open: wakeChannelOpener(config.wakes),
          topic: async () => wakeTopic((await installation.installation()).installation_id),
          silentMs: LISTENER.silentMs,
        });
  let maintenance: Maintenance | null = null;
  const keys = createKeyRing(
    async () => {
      const found = await installation.installation();
      maintenance = found.maintenance ?? null;
      return found;
    },
    // A stream ends when its account's sign-in ends.
    (ring) => hub.closeWhere(({ signIn }) => signIn.keyId !== null && !ring.keys.has(signIn.keyId)),
  );
  const news = createAccountNews({
    ...ACCOUNT_NEWS_DEFAULTS,
    recentEndings: accounts.recentEndings,
    ended: accounts.ended,
    streams: hub,
    onFailed: (error) => log.warn({ err: error }, "no news of accounts; the poll repeats it"),
  });
  const seenBrowsers = createSeenBrowsers({
    ...SEEN_BROWSERS_DEFAULTS,
    write: accounts.seeBrowsers,
    onFailed: (error) => log.warn({ err: error }, "browsers that were seen are not noted"),
  });
  const place = publicPlace(config.publicUrl);
  const waker = createWaker(
    (about) => operations.wake(about),
    () => metrics.wakeFailed(),
  );
  const accountWaker = createWaker(
    () => accounts.wake(),
    () => metrics.wakeFailed(),
  );
  const refusals = createRefusals({
    ...REFUSALS_DEFAULTS,
    write: accounts.recordRefusals,
    onFailed: (error) => log.warn({ err: error }, "refused attempts could not be recorded"),
  });
  // Of a broker the part `wakes` tells.
  const isDeaf = config.wakes === undefined ? deafness(() => listener.isHearing()) : () => false;
  const beat = createBeat(installation, () =>
    maintenance !== null ? "MAINTENANCE" : isDeaf() ? "NOT_LISTENING" : null,
  );
  const oidc = config.oidc === null ? null : createOidcProvider(config.oidc);

  const tracer = createTracer(config.traces ?? null, "edge", log);
  const hosts = allowedHosts(config);
  const limits = createLimits(config.limits, {
    refused: (name) => metrics.rateLimited(name),
    failed(error) {
      metrics.rateLimiterFailed();
      log.warn({ err: error }, "rates could not be counted; the request went on");
    },
  });
  const parts = inTurns(
    [keys, hub, listener, news, beat, ...(replica === null ? [] : [replica])],
    [seenBrowsers],
    [refusals, waker, accountWaker],
    [app, imports, service, tracer],
  );

  return {
    allowedHosts: hosts,
    place,
    app: createApp({
      operations,
      accounts,
      settings: createSettingsOperations(app),
      exports: createExportOperations(reads),
      imports: createImportOperations(imports),
      materials: createMaterialOperations(app),
      webhooks: createWebhookOperations(app),
      modelEndpoints: config.modelEndpoints,
      sendToEndpoint: endpointClient(config.modelEndpoints),
      modelKeys: createModelKeys(config.secrets),
      authenticator: withProgramTokens(
        oidc === null
          ? createLocalAuthenticator(keys, place)
          : createOidcAuthenticator(keys, oidc, place),
        accounts.findToken,
        (address) => limits.checkToken(address),
      ),
      keys,
      maintenance: () => keys.load().then(() => maintenance),
      oidc,
      news,
      seenBrowsers,
      refusals,
      accountWaker,
      securityContact: config.securityContact,
      publicUrl: config.publicUrl ?? `http://${config.host}:${config.port}`,
      originPolicy: originPolicy(config.host, config.publicUrl),
      place,
      tracer,
      waker,
      hub,
      replicaNeeds: replica?.needs ?? null,
      trustedProxies: trustedProxies(config.trustedProxies),
      allowedHosts: hosts,
      limits,
      answers: createAnswersUnderWay({
        ...ANSWER_BOUNDS,
        ...(surroundings.stallMs === undefined ? {} : { stallMs: surroundings.stallMs }),
      }),
      graceDays: config.graceDays,
      bodyDeadlineMs: BODY_DEADLINE_MS,
      ...surroundings,
      hostedParts: () => ({
        ...surroundings.hostedParts(),
        ...(replica === null ? {} : { replica: replicaHealth(replica) }),
        ...(config.wakes === undefined ? {} : { wakes: wakesHealth(listener, config.wakes) }),
      }),
      assets: assetsBelow(place.base, surroundings.assets),
    }),
    start: () => parts.start(),
    closeStreams: () => hub.stop(),
    stop: () => parts.stop(),
  };
}

/** Of a broker that is silent: the edge polls. */
function wakesHealth(listener: WakeListener, { kind }: WakeBroker): HostedParts[string] {
  return listener.isHearing()
    ? { status: "ok", detail: `by ${kind}` }
    : { status: "degraded", problem: "WAKES_SILENT" };
}

function replicaHealth(replica: ReplicaReads): HostedParts[string] {
  return replica.isUsable()
    ? { status: "ok", detail: "read" }
    : { status: "degraded", problem: "REPLICA_AWAY" };
}

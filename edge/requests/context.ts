/** What createApp needs, and what a request carries through its middleware. */
import type { Context } from "hono";
import type { HealthProblem } from "#shared/http/health-problems.ts";
import type { PartStatus } from "#shared/http/http.ts";
import type { Refusals } from "../audit/refusals.ts";
import type { AccountNews } from "../auth/account-news.ts";
import type { Authenticator } from "../auth/authenticator.ts";
import type { KeyRingHolder } from "../auth/key-ring.ts";
import type { OidcProvider } from "../auth/oidc-provider.ts";
import type { OriginPolicy } from "../http/same-origin.ts";
import type { SeenBrowsers } from "../auth/seen-browsers.ts";
import type { RouteScope } from "#shared/http/route-scopes.ts";
import type { SignIn } from "../auth/account-cookie.ts";
import type { AccountOperations } from "../operations/account-operations.ts";
import type { ExportOperations } from "../operations/export-operations.ts";
import type { ImportOperations } from "../operations/import-operations.ts";
import type { MaterialOperations } from "../operations/material-operations.ts";
import type { Operations } from "../operations/operations.ts";
import type { SettingsOperations } from "../operations/settings-operations.ts";
import type { WebhookOperations } from "../operations/webhook-operations.ts";
import type { Maintenance } from "../database/installation-operations.ts";
import type { ReadNeeds } from "../database/read-needs.ts";
import type { Waker } from "../database/waker.ts";
import type { AnswersUnderWay } from "./answers-under-way.ts";
import type { AllowedHosts } from "../http/allowed-hosts.ts";
import type { RequestTrace, Upload } from "./kept.ts";
import type { Tracer } from "#runtime/trace/tracer.ts";
import type { PublicPlace } from "../http/public-place.ts";
import type { PeerAddress } from "../http/client-address.ts";
import type { TrustedProxies } from "../http/trusted-proxies.ts";
import type { Limits } from "../limits/limits.ts";
import type { Log } from "../log.ts";
import type { EdgeMetrics } from "../metrics/metrics.ts";
import type { SendToEndpoint } from "#runtime/endpoints/endpoint-client.ts";
import type { EndpointPolicy } from "#runtime/endpoints/endpoint-policy.ts";
import type { ModelKeys } from "#runtime/secrets/model-keys.ts";
import type { AssetReader } from "../pages/assets.ts";
import type { StreamHub } from "../stream/hub.ts";
import type { StreamOpener } from "../stream/sink.ts";

/** What the process that hosts the edge knows of parts before they beat by themselves. */
export type HostedParts = Readonly<
  Record<
    string,
    {
      readonly status: PartStatus;
      readonly detail?: string | null;
      readonly problem?: HealthProblem;
    }
  >
>;

export interface EdgeDeps {
  readonly operations: Operations;
  readonly accounts: AccountOperations;
  readonly settings: SettingsOperations;
  readonly exports: ExportOperations;
  readonly imports: ImportOperations;
  readonly materials: MaterialOperations;
  readonly webhooks: WebhookOperations;
  /** Where a writer may point the model. */
  readonly modelEndpoints: EndpointPolicy;
  readonly sendToEndpoint: SendToEndpoint;
  /** null: no GENESIS_SECRET, so no key can be stored. */
  readonly modelKeys: ModelKeys | null;
  readonly authenticator: Authenticator;
  readonly keys: KeyRingHolder;
  /** What is known of maintenance; null: writes are taken. Rejects where nothing was ever known, and cannot be. */
  readonly maintenance: () => Promise<Maintenance | null>;
  /** null: local accounts. */
  readonly oidc: OidcProvider | null;
  readonly news: AccountNews;
  readonly seenBrowsers: SeenBrowsers;
  /** Refused attempts, for the audit record. */
  readonly refusals: Refusals;
  /** Tells the other edges of a change to accounts. */
  readonly accountWaker: Waker;
  /** What browsers see, with its path. */
  readonly publicUrl: string;
  /** Where weaknesses are reported, a URI; null: nobody is named. */
  readonly securityContact: string | null;
  readonly originPolicy: OriginPolicy;
  readonly place: PublicPlace;
  readonly waker: Waker;
  readonly hub: StreamHub;
  /** null: there is no replica to read. */
  readonly replicaNeeds: ReadNeeds | null;
  readonly openStream: StreamOpener;
  readonly peerAddress: PeerAddress;
  readonly trustedProxies: TrustedProxies;
  readonly allowedHosts: AllowedHosts;
  readonly limits: Limits;
  readonly answers: AnswersUnderWay;
  /** Ends a request's connection. */
  readonly cut: (context: Context) => void;
  readonly metrics: EdgeMetrics;
  readonly tracer: Tracer;
  /** How long what was deleted can be had back. */
  readonly graceDays: number;
  /** The built interface. */
  readonly assets: AssetReader;
  readonly hostedParts: () => HostedParts;
  readonly log: Log;
  /** For a JSON body from its first byte to its last. */
  readonly bodyDeadlineMs: number;
}

export interface EdgeEnv {
  Variables: {
    /** As of EdgeDeps. */
    maintenance: EdgeDeps["maintenance"];
    /** How far the route is for a program; set by mount. */
    needs: RouteScope;
    /** Set by requireAccount. */
    signIn: SignIn;
    /** Set by jsonBody. */
    body: unknown;
    /** Set by fileBody. */
    upload: Upload;
    /** Set where it is asked for. */
    trace?: RequestTrace;
    /** The response went out beside Hono: its headers are the adapter's. */
    isStream: boolean;
  };
}

export type EdgeContext = Context<EdgeEnv>;

/** Whom a studio is for: what is allowed by itself depends on it. */
import { isLoopbackHost } from "#shared/model/model-endpoint.ts";

export interface Reach {
  readonly AUTH_MODE: "local" | "oidc";
  readonly HOST: string;
  readonly PUBLIC_URL?: string | undefined;
}

/** Others than this machine's own users may come, be it through a proxy on the same machine. */
export function isPublic({ AUTH_MODE, HOST, PUBLIC_URL: publicUrl }: Reach): boolean {
  const isBehindProxy = publicUrl !== undefined && !isLoopbackHost(new URL(publicUrl).hostname);
  return AUTH_MODE === "oidc" || !isLoopbackHost(HOST) || isBehindProxy;
}

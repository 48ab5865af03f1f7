/** An edge's configuration for a provider. */
import { AUDIENCE, CLIENT_ID, type TestProvider } from "../../provision/oidc.ts";

export function oidcOf(provider: TestProvider, publicUrl: string) {
  const env = provider.environment(publicUrl);
  return {
    issuer: provider.issuer,
    clientId: CLIENT_ID,
    clientSecret: env["OIDC_CLIENT_SECRET"] ?? null,
    audience: AUDIENCE,
    scope: "openid profile",
    publicUrl,
  };
}

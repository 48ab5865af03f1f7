/**
 * A real OpenID Connect provider, `oidc-provider` from npm, in the test's own process: with its
 * development pages for signing in, where any name is an account and any password is right.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import { SignJWT, UnsecuredJWT, exportJWK, generateKeyPair } from "jose";
import Provider from "oidc-provider";

export const CLIENT_ID = "genesis-studio";
const CLIENT_SECRET = "a-secret-of-the-tests";
export const AUDIENCE = "https://api.studio.example";

export interface TokenOptions {
  /** null: none. */
  readonly subject: string | null;
  readonly audience?: string | string[];
  readonly issuer?: string;
  readonly expiresInSeconds?: number;
  /** From now; before, where it is negative. */
  readonly issuedInSeconds?: number;
  /** The header's `typ`. */
  readonly type?: string;
  /** none: `alg` says so, and there is no signature. */
  readonly key?: "provider" | "stranger" | "none";
  readonly claims?: Readonly<Record<string, unknown>>;
}

export interface TestProvider extends AsyncDisposable {
  readonly issuer: string;
  /** What makes an edge use it. */
  environment(publicUrl: string): Record<string, string>;
  /** A JWT as the provider signs its own. */
  token(options: TokenOptions): Promise<string>;
  /** The studio's address; an authorisation goes nowhere else. */
  register(publicUrl: string): void;
  stop(): Promise<void>;
}

export async function startOidcProvider(): Promise<TestProvider> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("no TCP address");
  const issuer = `http://127.0.0.1:${address.port}`;
  const own = await generateKeyPair("RS256", { extractable: true });
  const strange = await generateKeyPair("RS256", { extractable: true });
  const jwk = { ...(await exportJWK(own.privateKey)), kid: "test", alg: "RS256", use: "sig" };
  let serve: ((...args: Parameters<ReturnType<Provider["callback"]>>) => unknown) | null = null;
  server.on("request", (request, response) => {
    if (serve === null) response.writeHead(503).end();
    else void serve(request, response);
  });
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    issuer,
    register(publicUrl) {
      serve = provider(issuer, publicUrl, jwk).callback();
    },
    environment: (publicUrl) => ({
      AUTH_MODE: "oidc",
      PUBLIC_URL: publicUrl,
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: CLIENT_ID,
      OIDC_CLIENT_SECRET: CLIENT_SECRET,
      OIDC_AUDIENCE: AUDIENCE,
    }),
    async token({ subject, key, type, claims = {}, ...options }) {
      const now = Math.floor(Date.now() / 1_000);
      const payload = {
        iss: options.issuer ?? issuer,
        aud: options.audience ?? AUDIENCE,
        iat: now + (options.issuedInSeconds ?? 0),
        exp: now + (options.expiresInSeconds ?? 60),
        ...claims,
        ...(subject === null ? {} : { sub: subject }),
      };
      if (key === "none") return new UnsecuredJWT(payload).encode();
      return new SignJWT(payload)
        .setProtectedHeader({
          alg: "RS256",
          kid: "test",
          ...(type === undefined ? {} : { typ: type }),
        })
        .sign(key === "stranger" ? strange.privateKey : own.privateKey);
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function provider(issuer: string, publicUrl: string, jwk: object): Provider {
  return new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [`${publicUrl}/sign-in/callback`],
        post_logout_redirect_uris: [`${publicUrl}/signed-out`],
        backchannel_logout_uri: `${publicUrl}/sign-in/logout`,
        backchannel_logout_session_required: true,
      },
    ],
    jwks: { keys: [jwk] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true }, backchannelLogout: { enabled: true } },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({ sub, name: `${sub} the writer` }),
    }),
    claims: { openid: ["sub"], profile: ["name"] },
    conformIdTokenClaims: false,
    cookies: { keys: ["a-cookie-key-of-the-tests"] },
    ttl: { Session: 3_600, Interaction: 600, Grant: 3_600, IdToken: 600, AccessToken: 600 },
  });
}

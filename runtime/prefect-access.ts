/** Where Prefect's API is, and what it is asked with. */
export interface PrefectAccess {
  /** What PREFECT_API_URL takes. */
  readonly apiUrl: string;
  /** A key of Prefect Cloud or of a proxy before it, sent as Bearer. */
  readonly apiKey: string | null;
  /** `USER:PASSWORD`, sent as Basic; it goes before a key, as in Prefect's own client. */
  readonly authString: string | null;
}

/** The header that says who asks; none where Prefect asks for none. */
export function prefectAuthorization(
  access: Pick<PrefectAccess, "apiKey" | "authString">,
): Readonly<Record<string, string>> {
  if (access.authString !== null) {
    const token = Buffer.from(access.authString, "utf8").toString("base64");
    return { authorization: `Basic ${token}` };
  }
  return access.apiKey === null ? {} : { authorization: `Bearer ${access.apiKey}` };
}

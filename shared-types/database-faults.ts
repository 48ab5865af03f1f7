/** What a database lacks, by PostgreSQL's or the network's code, in a sentence for who runs the studio. Plain data. */
export const DATABASE_FAULTS: Readonly<Record<string, string>> = {
  "28P01": "PostgreSQL refuses the user's password",
  "28000": "PostgreSQL refuses the user, or this way to it (pg_hba.conf)",
  "3D000": "the server has no database of that name",
  "3F000": "the database is not migrated yet",
  "42883": "the database is not migrated to this release",
  "42P01": "the database is not migrated to this release",
  "42501": "the login lacks a right that npm run migrate gives it",
  "42704": "the server knows a setting or a role in the URL not",
  "25006": "the database is read-only, as a standby is",
  "0A000": "the database is a standby, or a pooler that cannot do what is asked",
  "53300": "the server has no connection left (max_connections)",
  "53100": "the server's disk is full",
  "08P01": "what answers there is a pooler that refuses a setting, or no PostgreSQL",
  ENOTFOUND: "no server has the name in the URL",
  EAI_AGAIN: "the name in the URL cannot be looked up now",
  ECONNREFUSED: "nothing listens where the URL leads",
  ENOENT: "there is no socket where the URL leads",
  EACCES: "the socket in the URL may not be opened by this user",
  EHOSTUNREACH: "no way leads to the server in the URL",
  ENETUNREACH: "no way leads to the server in the URL",
  CONNECT_TIMEOUT: "the server gives no answer",
  DEADLINE_EXCEEDED: "the server gives no answer in time",
  CERT_HAS_EXPIRED: "the server's certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT:
    "no known authority signed the server's certificate (sslrootcert names one)",
  SELF_SIGNED_CERT_IN_CHAIN:
    "no known authority signed the server's certificate (sslrootcert names one)",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "no known authority signed the server's certificate (sslrootcert names one)",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "no known authority signed the server's certificate (sslrootcert names one)",
  ERR_TLS_CERT_ALTNAME_INVALID: "the server's certificate is for another host",
};

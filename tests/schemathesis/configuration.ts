/** schemathesis.toml: who asks, and with which ids, so that most requests meet something real. */
import type { Seed } from "./seed.ts";

/** The scheme in the OpenAPI document that the account's cookie belongs to. */
const SECURITY_SCHEME = "account";

/** How often an id is one that exists; the others are generated. */
const KNOWN_ID_PROBABILITY = 0.8;

/** A TOML basic string is written as JSON's, and so is an array of them. */
const toml = (value: string | readonly string[]) => JSON.stringify(value);

/** @param hooks the path of refusals.py */
export function configuration(seed: Seed, hooks: string): string {
  const cookieValue = seed.cookie.slice(seed.cookie.indexOf("=") + 1);
  const known = {
    "path.session_id": seed.sessions,
    "path.novel_id": seed.novels,
    "query.before": seed.cursors,
    "body.payload.proposal_id": seed.proposals,
    "body.payload.candidate_id": seed.candidates,
    // Nothing listens there.
    "body.base_url": ["http://127.0.0.1:9/v1"],
    "body.url": ["http://127.0.0.1:9/hook"],
  };
  const dictionaries = Object.entries(known).map(
    ([name, values]) => `[dictionaries.${toml(name)}]\nvalues = ${toml(values)}`,
  );
  const bindings = Object.keys(known).map(
    (name) =>
      `${toml(name)} = { dictionary = ${toml(name)}, probability = ${KNOWN_ID_PROBABILITY} }`,
  );
  return `continue-on-failure = true
request-timeout = 15.0
# A stream is read this far; the requests that keep it open are its own tests'.
max-stream-events = 1
hooks = ${toml(hooks)}

[generation]
database = "none"

[auth.openapi.${SECURITY_SCHEME}]
api_key = ${toml(cookieValue)}

[[operations]]
include-operation-id = "streamEvents"
# In all: a stream that has nothing to say is left then.
request-timeout = 0.3

# The size comes before the schema.
[[operations]]
include-operation-id = "sendCommand"
checks.negative_data_rejection.expected-statuses = ["400", "401", "403", "404", "405", "409", "413", "415", "422", "429"]

# 422 is also the contract's answer for what only the store knows: a proposal, candidate or lock that
# the session does not have, or a version, a content that is not of its \`stage\`, a key that was used before; or what is no endpoint.
# refusals.py checks that nothing else is refused so.
[[operations]]
include-operation-id = ["sendCommand", "createSession", "putModelSettings", "testModelSettings", "addWebhook", "createBranch"]
checks.positive_data_acceptance.expected-statuses = ["2xx", "401", "403", "404", "409", "422", "429"]

# A file that is of no kind which is taken, or too much of one.
[[operations]]
include-operation-id = ["addMaterial", "importLog", "exportNovel"]
checks.positive_data_acceptance.expected-statuses = ["2xx", "401", "403", "404", "409", "413", "415", "422", "429"]

# An account has 50 tokens at most.
[[operations]]
include-operation-id = "makeToken"
checks.positive_data_acceptance.expected-statuses = ["2xx", "401", "403", "429"]

# Every request after them would be nobody's; route-matrix.test.ts, browsers.test.ts and others ask for them.
[[operations]]
include-operation-id = ["deleteAccount", "endBrowser", "signOut"]
enabled = false

[parameters]
${bindings.join("\n")}

${dictionaries.join("\n\n")}
`;
}

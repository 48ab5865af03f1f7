/** What a failed call to an endpoint means. */
import { EndpointForbidden } from "#runtime/endpoints/endpoint-policy.ts";
import type { EndpointAnswer } from "#runtime/endpoints/endpoint-client.ts";
import { errorText } from "./read-completion.ts";
import type { AnswerFault, ReachFault } from "./test-words.ts";

const BY_CODE: Readonly<Record<string, ReachFault>> = {
  ENOTFOUND: "no_such_name",
  EAI_AGAIN: "no_such_name",
  ENODATA: "no_such_name",
  ECONNREFUSED: "refused",
  ETIMEDOUT: "timeout",
  ABORT_ERR: "timeout",
  EPROTO: "not_http",
  ECONNRESET: "not_http",
};

export function reachFault(error: unknown): ReachFault {
  if (error instanceof EndpointForbidden) return `forbidden_${error.refusal}`;
  if (!(error instanceof Error)) return "unreachable";
  if (error instanceof AggregateError && error.errors.length > 0)
    return reachFault(error.errors[0]);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const known = BY_CODE[code];
  if (known !== undefined) return known;
  // Deno says so in words only.
  if (/lookup address|getaddrinfo|dns error/iu.test(error.message)) return "no_such_name";
  if (error.name === "AbortError" || error.name === "TimeoutError") return "timeout";
  if (
    /CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/u.test(code) ||
    /certificate|UnknownIssuer/iu.test(error.message)
  ) {
    return "certificate";
  }
  if (
    code.startsWith("HPE_") ||
    /SSL|TLS|InvalidContentType|parse/iu.test(`${code} ${error.message}`)
  ) {
    return "not_http";
  }
  return "unreachable";
}

/** null: the endpoint takes the request. */
export function answerFault(answer: EndpointAnswer): AnswerFault | null {
  const said = saidIn(answer).toLowerCase();
  switch (answer.status) {
    case 200:
      return null;
    case 401:
      return "key";
    case 402:
      return "balance";
    case 403:
      return /region|country|territor|地区/u.test(said) ? "region" : "key";
    case 404:
      return /model|模型/u.test(said) ? "model" : "address";
    case 405:
      return "address";
    case 429:
      return /quota|balance|billing|credit|余额|欠费/u.test(said) ? "balance" : "rate";
    default:
      break;
  }
  if (/api.?key|unauthori[sz]ed|invalid.{0,10}key/u.test(said)) return "key";
  if (/insufficient|balance|arrear|余额|欠费/u.test(said)) return "balance";
  if (/unsupported_country|region|country/u.test(said)) return "region";
  if (
    /model.{0,60}(?:not|does not|n't|unknown|invalid)|(?:unknown|invalid|no such) model/u.test(said)
  ) {
    return "model";
  }
  return answer.status >= 500 ? "away" : "said";
}

/** The endpoint's own words; nothing where it answers with a page. */
export function saidIn(answer: EndpointAnswer): string {
  if (isPage(answer)) return "";
  try {
    return errorText(JSON.parse(answer.text));
  } catch {
    return answer.contentType.startsWith("text/plain") ? answer.text : "";
  }
}

export function isPage(answer: EndpointAnswer): boolean {
  return answer.contentType.includes("html") || /^\s*<(?:!doctype|html)/iu.test(answer.text);
}

export function isRedirect(answer: EndpointAnswer): boolean {
  return answer.status >= 300 && answer.status < 400;
}

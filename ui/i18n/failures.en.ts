/** The words of a failure: what happened to the writing, and what to do. One for each of failure-codes.ts. */
import type { FailureWords } from "./failures.zh-CN.ts";

export const failuresEn: FailureWords = {
  title: "It could not be written",
  codes: {
    MODEL_UNAVAILABLE: "The model did not answer. Try again in a while, or use another model.",
    MODEL_REFUSED: "The model refused the request. Change the words, or use another model.",
    MODEL_BAD_ANSWER:
      "The model did not answer as asked, three times. Try again, or use another model.",
    MODEL_NOT_CONFIGURED: "The key was not accepted, or there is none. Check the model settings.",
    MODEL_BALANCE_EMPTY:
      "The balance or quota of the model account is used up. Top it up and try again, or use another model.",
    MODEL_NOT_FOUND:
      "This endpoint has no such model, or the key may not use it. Choose another model.",
    MODEL_REGION_REFUSED:
      "The model service is not offered where this server is. Use another service.",
    MODEL_ADDRESS_WRONG: "There is no model service at this address. Check it; most end in /v1.",
    MODEL_CERTIFICATE_REFUSED:
      "The certificate of the endpoint is not trusted; nothing was sent. A company endpoint needs its root certificate configured.",
    MODEL_PROXY_FAILED: "The proxy did not reach the model. Check the proxy settings.",
    MODEL_RATE_LIMITED:
      "Too many requests: the endpoint asks to wait. Try again then, or use another model.",
    MODEL_CONTEXT_TOO_LONG:
      "The book is longer than the model can read at once. Use a model with a larger context.",
    MODEL_OUTPUT_CUT:
      "The model reached its output limit before the end. Raise the limit in the model settings, or use another model.",
    MODEL_FILTERED:
      "The content filter of the endpoint withheld this. Change the words, or use another model.",
    MODEL_ONLY_THOUGHT:
      "The model spent its whole output on thinking and wrote nothing. Turn thinking off, or raise the output limit.",
    BUDGET_SPENT: "What may be spent on this book was spent before the next piece was asked for.",
    MODEL_ENDLESS:
      "The model did not come to an end and was stopped. Try again, or use another model.",
    NOTHING_TO_PLACE:
      "No field of this stage takes these sections; the text stays in your material. Choose others, or write it yourself.",
    WORKER_LOST: "The worker was interrupted, and trying again did not help.",
    TIMED_OUT: "It took too long and was stopped.",
    EVENT_UNDELIVERABLE: "The request did not reach the worker.",
    INTERNAL: "Something unexpected happened.",
  },
  kept: "Your words are where you left them; nothing is lost.",
  details: "What the endpoint said",
  keptText: "What the model had written",
  idea: "Your idea",
};

/** 没有写成时的文字：出了什么事，可以怎么做。failure-codes.ts 里每个代码一句。 */
import type { Shape } from "./shape.ts";

export const failuresZhCN = {
  title: "没有写成",
  codes: {
    MODEL_UNAVAILABLE: "模型一直没有回应。过一会儿再试，或换一个模型。",
    MODEL_REFUSED: "模型拒绝了这次请求。换个说法，或换一个模型。",
    MODEL_BAD_ANSWER: "模型三次都没有按要求作答。再试一次，或换一个模型。",
    MODEL_NOT_CONFIGURED: "密钥没有被接受，或还没有填。请检查模型设置。",
    MODEL_BALANCE_EMPTY: "模型账户的余额或额度用完了。充值后再试，或换一个模型。",
    MODEL_NOT_FOUND: "这个地址没有这个模型，或密钥不能用它。请换一个模型名。",
    MODEL_REGION_REFUSED: "模型服务不对这台服务器所在的地区开放。请换一个服务。",
    MODEL_ADDRESS_WRONG: "这个地址没有模型服务。请检查地址，通常以 /v1 结尾。",
    MODEL_CERTIFICATE_REFUSED: "模型服务的证书不可信，没有发送任何内容。公司内网请配置它的根证书。",
    MODEL_PROXY_FAILED: "代理没有接通模型服务。请检查代理设置。",
    MODEL_RATE_LIMITED: "请求太频繁，模型服务要求等一等。到时间再试，或换一个模型。",
    MODEL_CONTEXT_TOO_LONG: "这本书的内容超过了模型一次能读的长度。换一个上下文更长的模型。",
    MODEL_OUTPUT_CUT: "模型没写完就到了输出上限。请在模型设置里提高上限，或换一个模型。",
    MODEL_FILTERED: "模型服务的内容过滤拦下了这次请求。换个说法，或换一个模型。",
    MODEL_ONLY_THOUGHT: "模型把输出都用在了思考上，没有写出正文。请关掉思考或提高输出上限。",
    BUDGET_SPENT: "这本书的预算用完了，后面的没有再向模型要。",
    MODEL_ENDLESS: "模型写得没完没了，已经停下。再试一次，或换一个模型。",
    NOTHING_TO_PLACE:
      "这些段落在这一步里没有对得上的栏目，原文都还在素材里。可以改选段落，或手动写下。",
    WORKER_LOST: "写作进程中断了，重试几次仍没有写成。",
    TIMED_OUT: "等得太久，已经停下。",
    EVENT_UNDELIVERABLE: "请求没有送到写作进程。",
    INTERNAL: "出了意外。",
  },
  kept: "你写的话都在原处，什么都没有丢。",
  details: "对方的原话",
  keptText: "模型写到一半的文字",
  idea: "你的想法",
} as const;

export type FailureWords = Shape<typeof failuresZhCN>;

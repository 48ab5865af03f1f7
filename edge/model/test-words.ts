/** What the test of an endpoint says, in words that a writer can act on. */
import type { Language } from "#shared/statuses.ts";
import { BOOK_TOKENS } from "#shared/model/book-cost.ts";
import type { EndpointRefusal } from "#runtime/endpoints/endpoint-policy.ts";

/** Why an endpoint could not be asked, or did not answer as one. */
export type ReachFault =
  | `forbidden_${EndpointRefusal}`
  | "no_such_name"
  | "refused"
  | "timeout"
  | "certificate"
  | "redirect"
  | "not_http"
  | "page"
  | "unreachable";

/** Why an endpoint that was reached gave no answer. */
export type AnswerFault =
  | "key"
  | "balance"
  | "rate"
  | "region"
  | "model"
  | "address"
  | "away"
  | "empty"
  | "slow"
  | "said";

interface Words {
  readonly reached: (host: string) => string;
  readonly reach: Readonly<Record<ReachFault, (host: string) => string>>;
  readonly key: string;
  readonly keyNotAsked: string;
  readonly keyUnknown: string;
  readonly models: (count: number, model: string) => string;
  readonly modelTyped: (model: string) => string;
  readonly noModel: string;
  readonly answers: string;
  readonly answer: Readonly<Record<AnswerFault, (model: string) => string>>;
  readonly quoted: (said: string) => string;
  readonly streams: string;
  readonly streamsNot: string;
  readonly json: Readonly<Record<"schema" | "json" | "text", string>>;
  readonly usage: (input: number, output: number) => string;
  readonly usageNot: string;
  readonly reasons: (tokens: number | null) => string;
  readonly reasonsNot: string;
  readonly speed: (firstMs: number, tokensPerSecond: number | null) => string;
  /** @param usd of a book; null: not known, which is not free */
  readonly cost: (usd: number | null) => string;
}

const IN = BOOK_TOKENS.input.toLocaleString("en");
const OUT = BOOK_TOKENS.output.toLocaleString("en");

const EN: Words = {
  reached: (host) => `${host} answers.`,
  reach: {
    forbidden_none: () => "This studio allows no model of your own; ask whoever runs it.",
    forbidden_not_named: (host) => `This studio does not allow ${host}; ask whoever runs it.`,
    forbidden_not_https: () => "This studio allows only addresses that begin with https://.",
    forbidden_port: () => "This studio does not allow that port. Use 443, or one above 1023.",
    forbidden_address: (host) =>
      `${host} is inside a private network. This studio allows public addresses only.`,
    no_such_name: (host) => `There is no ${host}. Check how the address is spelled.`,
    refused: (host) =>
      `Nothing listens at ${host}. Start the model's server, or check the port. From inside a container, this machine is host.docker.internal, not localhost.`,
    timeout: (host) => `${host} did not answer in time. Is it reachable from this machine?`,
    certificate: (host) => `${host} has a certificate that is not trusted here.`,
    redirect: (host) => `${host} sends on to another address. Use that one.`,
    not_http: (host) =>
      `${host} does not speak HTTP as it should. Should it be http:// or https://?`,
    page: (host) => `${host} answers with a web page, not with a model. Check the path, often /v1.`,
    unreachable: (host) => `${host} cannot be reached from here.`,
  },
  key: "The key was accepted.",
  keyNotAsked: "No key was asked for.",
  keyUnknown: "The endpoint lists no models; the key shows with the first answer.",
  models: (count, model) => `${model}, of ${count} that can write.`,
  modelTyped: (model) => `${model}, as you typed it.`,
  noModel: "The endpoint lists no models: type the model's name.",
  answers: "It answers.",
  answer: {
    key: () => "The key was not accepted. Copy it again, or make a new one.",
    balance: () => "The account has no balance left. Top it up at the maker's.",
    rate: () => "Too many requests just now. Wait a minute and test again.",
    region: () => "The maker does not serve this region.",
    model: (model) =>
      `There is no model ${model} here, or your key may not use it. Choose another.`,
    address: () => "There is no chat at this address. Check its path, often /v1.",
    away: () => "The endpoint has a fault of its own. Try again in a while.",
    empty: (model) => `${model} answered with nothing.`,
    slow: (model) => `${model} did not finish a short answer within a minute.`,
    said: () => "The endpoint did not take the request.",
  },
  quoted: (said) => ` It says: “${said}”`,
  streams: "Text comes while it is written.",
  streamsNot: "Text comes only when it is whole: you will wait without seeing it.",
  json: {
    schema: "It keeps to a given form.",
    json: "It writes JSON; the form is asked for in words.",
    text: "It writes text only; the form is asked for in words, and answers may need another try.",
  },
  usage: (input, output) => `It counts: ${input} tokens in, ${output} out.`,
  usageNot: "It does not count tokens: what a book costs stays unknown.",
  reasons: (tokens) =>
    `It thinks before it writes${tokens === null ? "" : ` (here ${tokens} tokens)`}: slower, and thinking is paid as well.`,
  reasonsNot: "It writes without thinking first.",
  speed: (firstMs, rate) =>
    `First words after ${(firstMs / 1_000).toFixed(1)} s${rate === null ? "" : `, then about ${rate} tokens a second`}.`,
  cost: (usd) =>
    `A book takes about ${IN} tokens in and ${OUT} out: ${usd === null ? "what that costs is not known here" : usd === 0 ? "free" : `about $${usd.toFixed(2)}`}.`,
};

const ZH: Words = {
  reached: (host) => `${host} 有应答。`,
  reach: {
    forbidden_none: () => "此工作室不允许自带模型，请联系管理员。",
    forbidden_not_named: (host) => `此工作室不允许使用 ${host}，请联系管理员。`,
    forbidden_not_https: () => "此工作室只允许以 https:// 开头的地址。",
    forbidden_port: () => "此工作室不允许这个端口，请用 443 或 1023 以上的端口。",
    forbidden_address: (host) => `${host} 位于内部网络，此工作室只允许公网地址。`,
    no_such_name: (host) => `找不到 ${host}，请检查地址的拼写。`,
    refused: (host) =>
      `${host} 没有服务在运行。请启动模型服务或检查端口。若在容器内，本机应写作 host.docker.internal，而不是 localhost。`,
    timeout: (host) => `${host} 未及时应答。从这台机器能访问它吗？`,
    certificate: (host) => `${host} 的证书在这里不受信任。`,
    redirect: (host) => `${host} 转到了另一个地址，请直接使用那个地址。`,
    not_http: (host) => `${host} 的 HTTP 应答不正常。该用 http:// 还是 https://？`,
    page: (host) => `${host} 返回的是网页而不是模型。请检查路径，通常是 /v1。`,
    unreachable: (host) => `从这里无法访问 ${host}。`,
  },
  key: "密钥有效。",
  keyNotAsked: "无需密钥。",
  keyUnknown: "该服务不列出模型，首次回答时才知道密钥是否有效。",
  models: (count, model) => `${model}（可写作的模型共 ${count} 个）。`,
  modelTyped: (model) => `${model}（按你输入的名称）。`,
  noModel: "该服务不列出模型，请输入模型名称。",
  answers: "能够回答。",
  answer: {
    key: () => "密钥未被接受。请重新复制，或新建一个。",
    balance: () => "账户余额不足，请到服务商处充值。",
    rate: () => "请求过于频繁，请等一分钟再测试。",
    region: () => "服务商不支持所在地区。",
    model: (model) => `这里没有模型 ${model}，或此密钥无权使用。请换一个。`,
    address: () => "这个地址没有对话接口。请检查路径，通常是 /v1。",
    away: () => "服务方出现故障，请稍后再试。",
    empty: (model) => `${model} 的回答是空的。`,
    slow: (model) => `${model} 一分钟内没有写完一个简短的回答。`,
    said: () => "服务方没有接受这个请求。",
  },
  quoted: (said) => `对方说：“${said}”`,
  streams: "边写边显示。",
  streamsNot: "写完才显示：等待期间看不到文字。",
  json: {
    schema: "能按给定的格式书写。",
    json: "能写 JSON，格式用文字说明。",
    text: "只能写纯文本，格式用文字说明，可能需要重试。",
  },
  usage: (input, output) => `会计数：输入 ${input}，输出 ${output} 个 token。`,
  usageNot: "不提供 token 计数：一本书的花费无从得知。",
  reasons: (tokens) =>
    `先思考再书写${tokens === null ? "" : `（这次用了 ${tokens} 个 token）`}：较慢，思考同样计费。`,
  reasonsNot: "不经思考直接书写。",
  speed: (firstMs, rate) =>
    `${(firstMs / 1_000).toFixed(1)} 秒后出现第一个字${rate === null ? "" : `，之后每秒约 ${rate} 个 token`}。`,
  cost: (usd) =>
    `一本书约需输入 ${IN}、输出 ${OUT} 个 token：${usd === null ? "费用未知" : usd === 0 ? "免费" : `约 $${usd.toFixed(2)}`}。`,
};

export function testWords(language: Language): Words {
  return language === "en" ? EN : ZH;
}

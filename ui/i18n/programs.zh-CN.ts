/** The words of tokens for programs; they come with their panel. */
import type { Shape } from "./shape.ts";

export const programsZhCN = {
  title: "程序与助手",
  lead: "让你自己的助手或脚本打开这个书架：给它一个令牌，再把地址告诉它。",
  address: (url: string) => `MCP 地址：${url}`,
  name: "叫什么",
  nameHint: "例如：我的助手",
  scope: "能做什么",
  scopes: {
    propose: "读和提议",
    read: "只读",
    full: "全部",
  },
  scopeWhat: {
    propose: "能读，能开新书、保存、修订、重新生成；确认永远是你的。",
    read: "只能读你的书。",
    full: "能替你确认、完成、删除，也能改设置。只给你完全信任的程序。",
  },
  make: "做一个令牌",
  once: "只显示这一次，我们只留下它的指纹。别给别人看。",
  token: "令牌",
  copy: "复制",
  copied: "已复制",
  done: "我收好了",
  list: "现有的令牌",
  never: "还没用过",
  used: (date: string) => `最近用过：${date}`,
  end: "作废",
  endNamed: (name: string) => `作废：${name}`,
  webhooks: "书里有变化时通知一个地址",
  webhooksLead: "每件事发一次签名的 POST。事件里有你书里的文字，只填你自己的地址。",
  webhookUrl: "地址",
  webhookAdd: "添加",
  webhookSecret: "签名密钥",
  webhookWrong: "这个地址发不了。要一个公开的 https:// 网址，里面不带用户名和密码。",
  webhookState: (pending: number, failed: number) =>
    failed > 0 ? `${failed} 件没送到` : pending > 0 ? `${pending} 件待发` : "都送到了",
  webhookRetry: "再发一次",
};

export type ProgramsWords = Shape<typeof programsZhCN>;

/** The page that lies with what a writer takes along. */
import type { Language } from "#shared/statuses.ts";

const en = `What Genesis Studio has stored of your account.

account.json            the account: when it was made, your model settings (never the key), the
                        browsers and sign-ins, other accounts that were taken into it, and the audit
                        record of what was done with it, from where and when
books/TITLE ID/         one folder a book
  state.json            how the book stands
  events.jsonl          its whole log, one event a line, oldest first: every press, every word that
                        you wrote, every proposal
  proposals.json        every round of proposals, newest first
  novel.json            the finished novel, where there is one
  materials/            the files that you brought, byte for byte as they came

All texts are UTF-8. What you deleted is not in here: bring it back first if you want it.
Not in here, as they are no words of yours and of no use elsewhere: fingerprints of recovery phrases
and codes, queues, and copies of the log on its way to other parts.
`;

const zhCN = `创世工作室里存着的、属于你这个账户的全部内容。

account.json            账户：何时建立，模型设置（不含密钥），浏览器与登录，
                        并进来的其他账户，以及操作记录：做了什么、从哪里、何时
books/书名 编号/        一本书一个文件夹
  state.json            这本书现在的样子
  events.jsonl          完整日志，一行一个事件，从最早的开始：每一次操作、
                        你写下的每一个字、每一份提案
  proposals.json        每一轮提案，从最新的开始
  novel.json            写成的小说（如果有）
  materials/            你带来的文件，原样，一个字节也不差

所有文字都是 UTF-8。已删除的书不在里面：想要的话，先把它恢复。
恢复短语与代码的指纹、队列、日志在传送途中的副本也不在里面：那不是你的文字，在别处也没有用。
`;

export function readme(language: Language): string {
  return language === "en" ? en : zhCN;
}

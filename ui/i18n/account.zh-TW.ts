/** In traditional characters: OpenCC writes it from zh-CN when it is built (build/traditional.ts). */
export { accountZhCN as accountZhTW } from "./account.zh-CN.ts";

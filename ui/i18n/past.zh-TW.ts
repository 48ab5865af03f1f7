/** In traditional characters: OpenCC writes it from zh-CN when it is built (build/traditional.ts). */
export { pastZhCN as pastZhTW } from "./past.zh-CN.ts";

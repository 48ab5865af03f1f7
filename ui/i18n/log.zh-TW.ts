/** In traditional characters: OpenCC writes it from zh-CN when it is built (build/traditional.ts). */
export { logZhCN as logZhTW } from "./log.zh-CN.ts";

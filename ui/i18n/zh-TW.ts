/** In traditional characters: OpenCC writes it from zh-CN when it is built (build/traditional.ts). */
export { zhCN as zhTW } from "./zh-CN.ts";

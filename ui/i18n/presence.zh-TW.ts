/** In traditional characters: OpenCC writes it from zh-CN when it is built (build/traditional.ts). */
export { presenceZhCN as presenceZhTW } from "./presence.zh-CN.ts";

/** In traditional characters: OpenCC writes it from zh-CN when it is built (build/traditional.ts). */
export { costZhCN as costZhTW } from "./cost.zh-CN.ts";

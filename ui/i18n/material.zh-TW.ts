/** In traditional characters: OpenCC writes it from zh-CN when it is built (build/traditional.ts). */
export { materialZhCN as materialZhTW } from "./material.zh-CN.ts";

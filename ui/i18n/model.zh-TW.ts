/** In traditional characters: OpenCC writes it from zh-CN when it is built (build/traditional.ts). */
export { modelZhCN as modelZhTW } from "./model.zh-CN.ts";

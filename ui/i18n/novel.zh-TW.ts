/** In traditional characters: OpenCC writes it from zh-CN when it is built (build/traditional.ts). */
export { novelZhCN as novelZhTW } from "./novel.zh-CN.ts";

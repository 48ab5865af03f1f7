/** In traditional characters: OpenCC writes it from zh-CN when it is built (build/traditional.ts). */
export { shelfZhCN as shelfZhTW } from "./shelf.zh-CN.ts";

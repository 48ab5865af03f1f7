/** In traditional characters: OpenCC writes it from zh-CN when it is built (build/traditional.ts). */
export { studioMoreZhCN as studioMoreZhTW } from "./studio-more.zh-CN.ts";

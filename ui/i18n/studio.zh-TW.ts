/** In traditional characters: OpenCC writes it from zh-CN when it is built (build/traditional.ts). */
export { studioZhCN as studioZhTW } from "./studio.zh-CN.ts";

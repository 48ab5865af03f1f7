/** In traditional characters: OpenCC writes it from zh-CN when it is built (build/traditional.ts). */
export { programsZhCN as programsZhTW } from "./programs.zh-CN.ts";

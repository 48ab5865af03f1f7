/** In traditional characters: OpenCC writes it from zh-CN when it is built (build/traditional.ts). */
export { branchesZhCN as branchesZhTW } from "./branches.zh-CN.ts";

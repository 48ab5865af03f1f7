/** In traditional characters: OpenCC writes it from zh-CN when it is built (build/traditional.ts). */
export { dashboardZhCN as dashboardZhTW } from "./dashboard.zh-CN.ts";

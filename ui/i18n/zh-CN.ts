/** 简体中文的界面文字；形状由此而定。 */
export const zhCN = {
  chrome: {
    studio: "创世工作室",
    skip: "跳到正文",
    back: "返回",
    display: "显示",
    displayName: "显示：语言、明暗、快捷键",
    interfaceLanguage: "界面语言",
    theme: "明暗",
    themes: { auto: "随系统", light: "浅色", dark: "深色" },
    singleKeys: "单键快捷键",
    on: "开",
    off: "关",
    loading: "正在打开…",
    notFoundTitle: "没有这一页",
    notFound: "地址可能写错了，或者它属于另一个账户。",
    toDashboard: "回到书架",
    broken: "这一页没有打开。写过的内容都已保存。",
    reload: "重新打开",
  },
} as const;

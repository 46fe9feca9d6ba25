import { settings } from "../state/settings.ts";

/** What the graphs that come with Reelwright are called, where the page speaks another language than they do. */
const inChinese: Readonly<Record<string, { readonly title: string; readonly summary: string }>> = {
  "bowl-of-dumplings": { title: "一碗饺子", summary: "春节短剧第 3 集第 5 场：李伟回到奶奶家的厨房。" },
  "eternal-love": { title: "字节里的爱", summary: "一个主题写成十二集剧本，选中的几集拍成片。" },
  screenplay: { title: "剧本成片", summary: "读入剧本（Fountain 或国内短剧格式），做成一集。" },
  "render-episode": { title: "一集成片", summary: "从写好的一集到成片：角色、配音、画面、剪辑、质检。" },
};

/** Titles that come in two languages have a slash between them. */
export function templateWords({ name, title, summary }: { readonly name: string; readonly title: string; readonly summary?: string }): { readonly title: string; readonly summary: string } {
  const chinese = settings.language === "zh" ? inChinese[name] : undefined;
  return chinese ?? { title: inChinese[name] ? title.split(" / ")[0]! : title, summary: summary ?? "" };
}

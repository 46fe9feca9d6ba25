import type { Fault } from "./validity.ts";

/** How members and allowed values are called, where there are titles for them. */
export interface FaultTitles {
  readonly member?: (name: string) => string;
  readonly value?: (value: unknown) => string;
}

type Say = (demands: any, titles: Required<FaultTitles>) => string;
type Sayings = Readonly<Record<Fault["keyword"], Say>>;

const english: Sayings = {
  type: (type) => typeNames.en[String(type)] ?? "Must be another kind of value.",
  values: (values: readonly unknown[], { value }) => values.length === 1 ? `Must be ${value(values[0])}.` : `Must be one of: ${values.map(value).join(", ")}.`,
  minimum: (limit) => `Must be ${limit} or more.`,
  maximum: (limit) => `Must be ${limit} or less.`,
  exclusiveMinimum: (limit) => `Must be more than ${limit}.`,
  exclusiveMaximum: (limit) => `Must be less than ${limit}.`,
  multipleOf: (step) => `Must be a multiple of ${step}.`,
  minLength: (length) => length === 1 ? "Must not be empty." : `Needs at least ${length} characters.`,
  maxLength: (length) => `May have at most ${length} characters.`,
  pattern: (pattern) => patternNames[pattern]?.en ?? `Must have the form ${pattern}`,
  format: (format) => formatNames[format]?.en ?? `Must have the form “${format}”.`,
  minItems: (count) => count === 1 ? "Needs at least one entry." : `Needs at least ${count} entries.`,
  maxItems: (count) => `May have at most ${count} ${count === 1 ? "entry" : "entries"}.`,
  uniqueItems: () => "Has the same entry twice.",
  required: (names: readonly string[], { member }) => `Still to fill in: ${names.map(member).join(", ")}.`,
  unknown: (name, { member }) => `“${member(name)}” is not known here; remove it.`,
  notNumber: () => "Must be a number.",
  notJson: (line) => line === undefined ? "This is not valid JSON." : `This is not valid JSON; look at line ${line}.`,
  media: ({ wanted, got }) => `Takes ${mediaNames[wanted as MediaName].en}, not ${got}.`,
  other: () => "Does not fit what is asked for here.",
};

const chinese: Sayings = {
  type: (type) => typeNames.zh[String(type)] ?? "值的类型不对。",
  values: (values: readonly unknown[], { value }) => values.length === 1 ? `只能是${value(values[0])}。` : `只能是以下之一：${values.map(value).join("、")}。`,
  minimum: (limit) => `不能小于 ${limit}。`,
  maximum: (limit) => `不能大于 ${limit}。`,
  exclusiveMinimum: (limit) => `必须大于 ${limit}。`,
  exclusiveMaximum: (limit) => `必须小于 ${limit}。`,
  multipleOf: (step) => `必须是 ${step} 的倍数。`,
  minLength: (length) => length === 1 ? "不能为空。" : `至少需要 ${length} 个字。`,
  maxLength: (length) => `最多 ${length} 个字。`,
  pattern: (pattern) => patternNames[pattern]?.zh ?? `格式必须符合 ${pattern}`,
  format: (format) => formatNames[format]?.zh ?? `格式必须是“${format}”。`,
  minItems: (count) => `至少需要 ${count} 项。`,
  maxItems: (count) => `最多 ${count} 项。`,
  uniqueItems: () => "有重复的项。",
  required: (names: readonly string[], { member }) => `还需填写：${names.map(member).join("、")}。`,
  unknown: (name, { member }) => `这里没有“${member(name)}”这一项，请删除。`,
  notNumber: () => "必须是数字。",
  notJson: (line) => line === undefined ? "不是有效的 JSON。" : `不是有效的 JSON，请检查第 ${line} 行。`,
  media: ({ wanted, got }) => `这里只接受${mediaNames[wanted as MediaName].zh}，而不是 ${got}。`,
  other: () => "不符合这里的要求。",
};

const typeNames: Readonly<Record<"en" | "zh", Readonly<Record<string, string>>>> = {
  en: { number: "Must be a number.", integer: "Must be a whole number.", string: "Must be a text.", boolean: "Must be yes or no.", array: "Must be a list.", object: "Must be a set of named values.", null: "Must be empty." },
  zh: { number: "必须是数字。", integer: "必须是整数。", string: "必须是文本。", boolean: "只能是“是”或“否”。", array: "必须是列表。", object: "必须是一组带名称的值。", null: "必须为空。" },
};

/** Patterns of the built-in value types, in words. */
const patternNames: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  "^[a-z][a-z0-9-]*$": { en: "Only small letters, digits and hyphens, with a letter first: e01.", zh: "只能用小写字母、数字和连字符，并以字母开头，如 e01。" },
  "^[0-9a-f]{64}$": { en: "Must be the sha256 of a kept file: 64 digits and letters a–f.", zh: "必须是已存文件的 sha256：64 位数字和字母 a–f。" },
};

const formatNames: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  date: { en: "Must be a date: 2026-02-16.", zh: "必须是日期，如 2026-02-16。" },
  "date-time": { en: "Must be a date and time: 2026-02-16T20:00:00Z.", zh: "必须是日期和时间，如 2026-02-16T20:00:00Z。" },
  time: { en: "Must be a time: 20:00:00Z.", zh: "必须是时间，如 20:00:00Z。" },
  uri: { en: "Must be an address: https://…", zh: "必须是网址，如 https://…" },
  email: { en: "Must be an e-mail address.", zh: "必须是电子邮件地址。" },
};

type MediaName = "image" | "audio" | "video" | "file";
const mediaNames: Readonly<Record<MediaName, { readonly en: string; readonly zh: string }>> = {
  image: { en: "images", zh: "图片" }, audio: { en: "audio files", zh: "音频" }, video: { en: "videos", zh: "视频" }, file: { en: "other files", zh: "其他文件" },
};

/** A fault in words: what must be, and where it lies when it is inside a list or a group. */
export function faultText(fault: Fault, language: "en" | "zh", titles: FaultTitles = {}): string {
  const { member = (name) => name, value = (one) => String(one) } = titles;
  const says = (language === "zh" ? chinese : english)[fault.keyword](fault.demands, { member, value });
  if (fault.path.length === 0) return says;
  const entry = (index: number) => language === "zh" ? `第 ${index + 1} 项` : `entry ${index + 1}`;
  const where = fault.path.map((step) => typeof step === "number" ? entry(step) : member(step)).join(language === "zh" ? "的" : " › ");
  return language === "zh" ? `${where}：${says}` : `${where.charAt(0).toUpperCase()}${where.slice(1)}: ${says}`;
}

import type { Block } from "./blocks.ts";
import { readCameraNote, readTransition } from "./camera-words.ts";
import { readChineseHeading, readEpisodeHeading, readParts } from "./chinese-heading.ts";
import { sourceLines } from "./source-lines.ts";

const action = /^[△▲Δ∆▷►]\s*(.*)$/;
const labelled = /^(人物|出场人物|登场人物|出场|角色|道具|服装|服化|造型|转场|场景|地点|时间|字幕|旁白字幕|音效|音乐|BGM|配乐)\s*:\s*(.*)$/i;
const profileHeader = /^[【[]?(人物小传|人物介绍|人物设定|角色介绍|角色设定|主要人物|角色表|人物表)[】\]]?\s*:?$/;
const profileLine = /^([^\s:,，、()]{1,12})\s*(?:\(([^()]{1,60})\))?\s*[:,]\s*(.{1,300})$/;
const bracketed = /^[【[]([^】\]]{1,80})[】\]]\s*(.*)$/;
const ending = /^[（(【[]?\s*(本集完|全剧终|剧终|完|未完待续|第.{1,6}集\s*[·\s]?\s*完)\s*[）)】\]]?[。.]?$/;
const speechStart = /^(?!\d+:)([^\s:()【】[\]△▲。！？!?,，;；"“”…]{1,20}?)\s*(OS|VO|O\.S\.|V\.O\.)?\s*((?:\([^()]{0,60}\)\s*)*)(OS|VO|O\.S\.|V\.O\.)?\s*:\s*(.*)$/i;

interface Reader {
  readonly blocks: Block[];
  inProfiles: boolean;
  inScene: boolean;
  /** A name with nothing after the colon: its words follow on the next lines. */
  waiting: { readonly name: string; readonly parentheticals: readonly string[]; readonly line: number } | undefined;
}

/** Reads the Chinese short-drama format into blocks. Never throws: what has no place becomes an `unplaced` block. */
export function readChinese(text: string): Block[] {
  const reader: Reader = { blocks: [], inProfiles: false, inScene: false, waiting: undefined };
  for (const { text: line, number } of sourceLines(text)) readLine(reader, line.trim(), number);
  dropWaiting(reader);
  return reader.blocks;
}

function readLine(reader: Reader, written: string, line: number): void {
  const { blocks } = reader;
  if (written === "" || ending.test(written) || /^[-=*_—]{3,}$/.test(written)) return;
  const words = halfWidthMarks(written);

  const episode = readEpisodeHeading(words);
  const heading = episode ? undefined : readChineseHeading(words);
  if (episode || heading) {
    dropWaiting(reader);
    reader.inProfiles = false;
    reader.inScene = heading !== undefined;
    if (episode) blocks.push({ kind: "episode", ...episode, line });
    if (heading) blocks.push({ kind: "scene", heading, line });
    return;
  }
  if (profileHeader.test(words)) { reader.inProfiles = true; return; }
  if (reader.inProfiles && readProfile(reader, words, line)) return;
  const act = action.exec(written);
  if (act) { dropWaiting(reader); pushAction(blocks, act[1]?.trim() ?? "", line); return; }
  const title = reader.inScene ? null : /^(?:剧名\s*:\s*)?《(.+)》$/.exec(words);
  if (title?.[1]) { blocks.push({ kind: "title", text: title[1], line }); return; }
  if (readLabelled(reader, words, line)) return;
  if (readBracketed(reader, words, line)) return;
  if (readSpeech(reader, words, line)) return;
  if (reader.waiting) { say(reader, reader.waiting.name, reader.waiting.parentheticals, words, reader.waiting.line); reader.waiting = undefined; return; }
  readLoose(reader, written, line);
}

/** Full-width colons, commas in lists and parentheses as half-width ones, so that the patterns need one form. */
function halfWidthMarks(text: string): string {
  return text.replace(/：/g, ":").replace(/（/g, "(").replace(/）/g, ")").replace(/［/g, "[").replace(/］/g, "]");
}

function readProfile(reader: Reader, words: string, line: number): boolean {
  const found = profileLine.exec(words.replace(/^[\d.、·•*-]+\s*/, "").replace(/，/g, ","));
  if (!found?.[1]) return false;
  reader.blocks.push({ kind: "profile", name: found[1], text: [found[2], found[3]].filter(Boolean).join(","), line });
  return true;
}

function readLabelled(reader: Reader, words: string, line: number): boolean {
  const found = labelled.exec(words);
  if (!found?.[1]) return false;
  dropWaiting(reader);
  const [, label, text = ""] = found;
  const { blocks } = reader;
  if (/人物|出场|角色/.test(label)) blocks.push({ kind: "cast", names: list(text), line });
  else if (label === "道具") blocks.push({ kind: "props", names: list(text), line });
  else if (/服|造型/.test(label)) readWardrobe(blocks, text, line);
  else if (/字幕/.test(label)) blocks.push({ kind: "caption", text, line });
  else if (label === "转场") pushTransition(blocks, text, line);
  else if (/场景|地点|时间/.test(label)) readSceneFact(reader, text, line);
  else {
    blocks.push({ kind: "unplaced", text: words, why: "Sound and music cues have no place in a scene yet.", hint: "Set music and ambience on the nodes that make them.", line });
  }
  return true;
}

/** `地点：奶奶家厨房` under a heading that named no place, or `场景：客厅 日 内` as a heading of its own. */
function readSceneFact(reader: Reader, text: string, line: number): void {
  const parts = readParts(text);
  const last = reader.blocks.at(-1);
  if (last?.kind === "scene") {
    const { location, ...rest } = parts;
    reader.blocks[reader.blocks.length - 1] = { ...last, heading: { ...last.heading, ...rest, location: last.heading.location || location } };
  } else {
    reader.inScene = true;
    reader.blocks.push({ kind: "scene", heading: parts, line });
  }
}

function readWardrobe(blocks: Block[], text: string, line: number): void {
  for (const entry of text.split(/[；;]/).map((part) => part.trim()).filter(Boolean)) {
    const found = /^([^\s—–:-]{1,12})\s*(?:[—–-]{1,2}|:)\s*([^()]+?)\s*(?:\(([^()]+)\))?$/.exec(entry);
    if (found?.[1] && found[2]) blocks.push({ kind: "wardrobe", character: found[1], outfit: found[2], ...(found[3] && { reason: found[3] }), line });
    else blocks.push({ kind: "unplaced", text: entry, why: "The outfit names no one who wears it.", hint: "Write 服装：李伟—红毛衣；张梅—白色羽绒服.", line });
  }
}

function readBracketed(reader: Reader, words: string, line: number): boolean {
  const found = bracketed.exec(words);
  if (!found?.[1]) return false;
  dropWaiting(reader);
  const [, tag, after = ""] = found;
  const { blocks } = reader;
  const caption = /^(?:字幕|人物字幕|标题字幕)\s*:?\s*(.*)$/.exec(tag);
  const note = readCameraNote(tag);
  const transition = /转场|闪回|回忆|切|黑场|淡|叠化|溶/.test(tag) ? readTransition(tag) : undefined;
  if (caption) blocks.push({ kind: "caption", text: (caption[1] || after).replace(/^:/, "").trim(), line });
  else if (transition) {
    blocks.push({ kind: "transition", transition, line });
    if (after) pushAction(blocks, after, line);
  } else if (note) blocks.push({ kind: "camera", note, text: [tag.split(":")[1]?.trim(), after.replace(/^:/, "").trim()].filter(Boolean).join("，"), line });
  else pushAction(blocks, after ? `${tag}：${after}` : tag, line);
  return true;
}

function readSpeech(reader: Reader, words: string, line: number): boolean {
  const found = speechStart.exec(words);
  if (!found?.[1] || /^(https?|注|备注|提示|要求)$/i.test(found[1])) return false;
  dropWaiting(reader);
  const asides = [...(found[3] ?? "").matchAll(/\(([^()]*)\)/g)].map((match) => match[1] ?? "");
  const parentheticals = [found[2], ...asides, found[4]].filter((aside): aside is string => Boolean(aside));
  const text = found[5] ?? "";
  if (text === "") reader.waiting = { name: found[1], parentheticals, line };
  else say(reader, found[1], parentheticals, text, line);
  return true;
}

function say(reader: Reader, name: string, parentheticals: readonly string[], words: string, line: number): void {
  const inside = [...words.matchAll(/\(([^()]{1,40})\)/g)].map((match) => match[1] ?? "");
  const text = words.replace(/\([^()]{1,40}\)/g, "").replace(/^["“](.*)["”]$/, "$1").trim();
  // 旁白 is no person in the picture; it is the name of a voice.
  const spoken = /^(旁白|画外音|解说)$/.test(name) ? ["VO", ...parentheticals] : parentheticals;
  reader.blocks.push({ kind: "speech", line, speech: { name, parentheticals: [...spoken, ...inside], text, dual: false, osMeans: "thought" } });
}

function dropWaiting(reader: Reader): void {
  if (!reader.waiting) return;
  reader.blocks.push({ kind: "unplaced", text: `${reader.waiting.name}：`, why: "No words follow the name.", hint: "Write the speech after the colon or on the next line.", line: reader.waiting.line });
  reader.waiting = undefined;
}

/** A line without any mark is guessed to be action, and said so. */
function readLoose({ blocks, inScene }: Reader, words: string, line: number): void {
  if (inScene) {
    blocks.push({ kind: "doubt", text: words, why: "The line has no mark, so it was read as action.", hint: "Begin action with △, and speech with a name and a colon.", line });
    pushAction(blocks, words, line);
  } else blocks.push({ kind: "unplaced", text: words, why: "The line stands before the first scene.", hint: "Begin a scene with a heading such as 1-1 日 内 客厅.", line });
}

function pushAction(blocks: Block[], text: string, line: number): void {
  const tagged = /^[【[](.{1,20})[】\]]\s*(.*)$/.exec(text) ?? /^((?:大?特写|近景|中景|全景|远景|空镜))\s*[：:，,]\s*(.*)$/.exec(text);
  const note = tagged?.[1] ? readCameraNote(tagged[1]) : undefined;
  if (note) blocks.push({ kind: "camera", note, text: tagged?.[2] ?? "", line });
  else if (text !== "") blocks.push({ kind: "action", text, line });
}

function pushTransition(blocks: Block[], text: string, line: number): void {
  const transition = readTransition(text);
  if (transition) blocks.push({ kind: "transition", transition, line });
  else blocks.push({ kind: "unplaced", text: `转场：${text}`, why: "The transition is not one this reader knows.", hint: "Use 切, 叠化, 划像 or 淡出.", line });
}

function list(text: string): string[] {
  return text.split(/[、，,；;/\s]+/).map((name) => name.trim()).filter(Boolean);
}

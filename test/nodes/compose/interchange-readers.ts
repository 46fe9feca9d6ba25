/**
 * Three readers that share nothing with the writers or with each other. Each turns its format into what an episode's cut
 * means: which frames every shot covers, its overlaps included, and where the scenes begin.
 */
export interface ReadCut {
  readonly fps: number;
  readonly media: string;
  readonly shots: { readonly name: string; readonly from: number; readonly to: number; readonly into?: string }[];
  readonly scenes: { readonly name: string; readonly title: string; readonly frame: number }[];
}

interface OtioThing {
  OTIO_SCHEMA: string;
  [field: string]: any;
}

export function readOtio(text: string): ReadCut {
  const timeline = JSON.parse(text) as OtioThing;
  const is = (thing: OtioThing, schema: string) => {
    if (thing.OTIO_SCHEMA !== schema) throw new Error(`${thing.OTIO_SCHEMA} where ${schema} was due`);
    return thing;
  };
  is(timeline, "Timeline.1");
  const stack = is(timeline["tracks"], "Stack.1");
  const children: OtioThing[] = is(stack["children"][0], "Track.1")["children"];
  const rate: number = is(timeline["global_start_time"], "RationalTime.1")["rate"];
  if (timeline["global_start_time"].value !== 3600 * Math.round(rate)) throw new Error("does not begin at one hour");
  const frames = (time: OtioThing) => {
    if (is(time, "RationalTime.1")["rate"] !== rate || !Number.isInteger(time["value"])) throw new Error("off the frame grid");
    return time["value"] as number;
  };
  let media = "";
  let at = 0;
  const shots = children.flatMap((child, index) => {
    if (child.OTIO_SCHEMA !== "Clip.2") return [];
    const reference = is(child["media_references"][child["active_media_reference_key"]], "ExternalReference.1");
    media = decodeURIComponent(reference["target_url"]);
    const [start, length] = [frames(child["source_range"].start_time), frames(child["source_range"].duration)];
    const available = frames(reference["available_range"].duration);
    if (start !== at) throw new Error("the clips do not follow each other");
    at += length;
    const [before, after] = [children[index - 1], children[index + 1]];
    const head = before?.OTIO_SCHEMA === "Transition.1" ? frames(before["in_offset"]) : 0;
    const tail = after?.OTIO_SCHEMA === "Transition.1" ? frames(after["out_offset"]) : 0;
    if (start - head < 0 || at + tail > available) throw new Error("a transition reaches past the media");
    return [{ name: shotOf(child), from: start - head, to: at + tail, ...(tail > 0 || after?.OTIO_SCHEMA === "Transition.1" ? { into: after!["metadata"].reelwright.kind } : {}) }];
  });
  const scenes = stack["markers"].map((marker: OtioThing) => ({ name: is(marker, "Marker.2")["name"], title: marker["comment"], frame: frames(marker["marked_range"].start_time) }));
  return { fps: rate, media, shots, scenes };
}

/** The name of a shot stands in its clip's marker; the clip itself is called like its media. */
function shotOf(clip: OtioThing): string {
  const [marker] = clip["markers"];
  if (clip["name"] !== clip["media_references"].DEFAULT_MEDIA.name || marker.marked_range.start_time.value !== clip["source_range"].start_time.value) throw new Error("a clip that cannot be linked");
  return marker.name;
}

interface XmlElement {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
}

/** A strict reader of the part of XML that is used here: it throws at whatever is not well-formed. */
export function readXml(text: string): XmlElement {
  const root: XmlElement = { name: "", attributes: {}, children: [] };
  const open = [root];
  const body = text.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\s*<!DOCTYPE \w+>/, "");
  let at = 0;
  for (const match of body.matchAll(/<(\/?)([\w-]+)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>/g)) {
    if (body.slice(at, match.index).trim() !== "") throw new Error(`stray text: ${body.slice(at, match.index)}`);
    at = match.index + match[0].length;
    const [, closing, name, attributes, empty] = match;
    if (closing) {
      if (open.pop()!.name !== name) throw new Error(`</${name}> closes nothing`);
      continue;
    }
    const pairs = [...attributes!.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, unescape(value!)] as const);
    if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error("an attribute twice");
    const element: XmlElement = { name: name!, attributes: Object.fromEntries(pairs), children: [] };
    open.at(-1)!.children.push(element);
    if (!empty) open.push(element);
  }
  if (body.slice(at).trim() !== "" || open.length !== 1 || root.children.length !== 1) throw new Error("not well-formed");
  return root.children[0]!;
}

function unescape(text: string): string {
  if (/&(?!(amp|lt|gt|quot);)/.test(text)) throw new Error(`unknown entity in ${text}`);
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

export function readFcpxml(text: string): ReadCut {
  const root = readXml(text);
  const all = (element: XmlElement): XmlElement[] => [element, ...element.children.flatMap(all)];
  const elements = all(root);
  const one = (name: string) => {
    const found = elements.filter((element) => element.name === name);
    if (found.length !== 1) throw new Error(`${found.length} of <${name}>`);
    return found[0]!;
  };
  if (root.attributes["version"] !== "1.10") throw new Error("version");
  const ids = new Set(elements.flatMap(({ attributes }) => attributes["id"] ?? []));
  for (const { attributes } of elements) for (const key of ["ref", "format"]) if (attributes[key] && !ids.has(attributes[key])) throw new Error(`${attributes[key]} is nothing`);

  const [tick, second] = fraction(one("format").attributes["frameDuration"]!);
  const frames = (time: string) => {
    const [value, per] = fraction(time);
    const count = (value * second) / (per * tick);
    if (!Number.isInteger(count)) throw new Error(`${time} is off the frame grid`);
    return count;
  };
  const begin = frames(one("sequence").attributes["tcStart"]!);
  const spine = one("spine").children;
  let at = begin;
  const scenes: ReadCut["scenes"] = [];
  const shots = spine.flatMap((element, index) => {
    if (element.name === "transition") return [];
    const { name, offset, start, duration } = element.attributes as Record<"name" | "offset" | "start" | "duration", string>;
    if (frames(offset) !== at) throw new Error("the spine has a hole");
    at += frames(duration);
    for (const marker of element.children.filter((child) => child.name === "marker"))
      scenes.push({ name: marker.attributes["value"]!, title: marker.attributes["note"]!, frame: frames(marker.attributes["start"]!) - frames(start) + frames(offset) - begin });
    const [before, after] = [spine[index - 1], spine[index + 1]];
    const from = before?.name === "transition" ? frames(before.attributes["offset"]!) : frames(offset);
    const tail = after?.name === "transition" ? after : undefined;
    const to = tail ? frames(tail.attributes["offset"]!) + frames(tail.attributes["duration"]!) : at;
    const kinds: Record<string, string> = { "Cross Dissolve": "dissolve", Wipe: "wipe", "Fade To Color": "fade" };
    return [{ name, from: from - frames(offset) + frames(start), to: to - frames(offset) + frames(start), ...(tail ? { into: kinds[tail.attributes["name"]!]! } : {}) }];
  });
  if (at - begin !== frames(one("sequence").attributes["duration"]!)) throw new Error("the sequence has another length than its spine");
  return { fps: second / tick, media: decodeURIComponent(one("media-rep").attributes["src"]!), shots, scenes };
}

function fraction(time: string): [number, number] {
  const [, value, per = "1"] = /^(\d+)(?:\/(\d+))?s$/.exec(time)!;
  return [Number(value), Number(per)];
}

/** @param fps an EDL does not say its own */
export function readEdl(text: string, fps: number): ReadCut {
  const counted = Math.round(fps);
  const frame = (code: string) => {
    const [hours, minutes, seconds, frames] = code.split(":").map(Number) as [number, number, number, number];
    return ((hours * 60 + minutes) * 60 + seconds) * counted + frames;
  };
  if (!/^TITLE: .+\nFCM: NON-DROP FRAME\n/.test(text)) throw new Error("no header");
  const shots: (ReadCut["shots"][number] & { to: number; into?: string })[] = [];
  const scenes: ReadCut["scenes"] = [];
  let media = "";
  let pending = { from: 0, to: 0, dissolve: 0 };
  for (const row of text.split("\n")) {
    const event = /^(\d{3,})  AX       V     (C|D)    (\d{3}| {3}) (\S+) (\S+) (\S+) (\S+)$/.exec(row);
    if (event) {
      const [sourceIn, sourceOut, recordIn, recordOut] = event.slice(4).map((code) => frame(code!)) as [number, number, number, number];
      if (sourceOut - sourceIn !== recordOut - recordIn || recordIn - frame("01:00:00:00") !== sourceIn) throw new Error(`source and record differ: ${row}`);
      pending = { from: sourceIn, to: sourceOut, dissolve: event[2] === "D" ? Number(event[3]) : 0 };
    }
    media = /^\* FROM CLIP NAME: (.*)$/.exec(row)?.[1] ?? media;
    const kind = /^\* TRANSITION: (.*)$/.exec(row)?.[1];
    if (kind) Object.assign(shots.at(-1)!, { into: kind, to: shots.at(-1)!.to + pending.dissolve });
    const name = /^\* SHOT: (.*)$/.exec(row)?.[1];
    if (name) shots.push({ name, from: pending.from, to: pending.to });
    const marker = /^\* LOC: (\S+) BLUE   (\S+) (.*)$/.exec(row);
    if (marker) scenes.push({ name: marker[2]!, title: marker[3]!, frame: frame(marker[1]!) - frame("01:00:00:00") });
  }
  return { fps, media, shots, scenes };
}

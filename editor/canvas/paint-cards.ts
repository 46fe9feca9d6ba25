import { Layers, Play, TriangleAlert, type IconNode } from "lucide";
import { Brush } from "./brush.ts";
import { type Colours, type Drawing, headerColour } from "./colours.ts";
import { rowMiddle, unit } from "./geometry.ts";
import type { NodeLook, PortLook } from "./node-look.ts";
import { footerWords, shortly } from "./node-parts.ts";
import { Lettering } from "./paint-text.ts";
import { portPath } from "./port-look.ts";
import type { NodeBox } from "./scene-parts.ts";
import { words } from "./words.ts";

/** What a preview shows, as it was last seen, and where it lies in its frame, in graph pixels. */
export interface SeenPicture {
  readonly image: ImageBitmap;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** What stands beside a sound. */
  readonly time?: string;
}

export interface CardPainting {
  readonly colours: Colours;
  lookOf(box: NodeBox): NodeLook;
  iconOf(look: NodeLook): IconNode;
  pictureOf(look: NodeLook): SeenPicture | undefined;
}

const corner = 9;

/**
 * Paints nodes as they look when they are live on the page: in their place while the scale changes. What is measured here
 * is what `node-styles.ts` says.
 */
export function paintCards(context: Drawing, boxes: readonly NodeBox[], painting: CardPainting): void {
  const lettering = new Lettering(context, painting.colours.font);
  for (const box of [...boxes].sort((a, b) => a.depth - b.depth)) new Card(context, { box, look: painting.lookOf(box), lettering, painting }).paint();
}

class Card extends Brush {
  private readonly box: NodeBox;
  private readonly look: NodeLook;
  private readonly lettering: Lettering;
  private readonly painting: CardPainting;
  private readonly colours: Colours;

  constructor(context: Drawing, { box, look, lettering, painting }: { readonly box: NodeBox; readonly look: NodeLook; readonly lettering: Lettering; readonly painting: CardPainting }) {
    super(context);
    this.box = box;
    this.look = look;
    this.lettering = lettering;
    this.painting = painting;
    this.colours = painting.colours;
  }

  paint(): void {
    const { context, look, box } = this;
    context.globalAlpha = look.mode === "muted" ? 0.55 : look.isDimmed ? 0.6 : 1;
    this.back();
    this.head();
    if (!box.collapsed) {
      for (const port of look.ports) this.port(port);
      const top = box.y + unit.header + (look.rowCount === 0 ? 0 : look.rowCount * unit.row + 2 * unit.inset);
      if (look.hasPreview) this.preview(top);
      if (look.run) this.footer();
      if (!look.known) this.lettering.write(`${look.type} · ${words().notInstalled}`, [box.x + 12, top + 16], { size: 11.5, colour: this.colours.quiet, room: 216 });
    }
    if (look.mode === "muted") this.line([box.x, box.y + box.height, box.x + box.width, box.y], this.colours.quiet, 2);
    context.globalAlpha = 1;
  }

  private back(): void {
    const { context, colours, look, box: { x, y, width, height } } = this;
    this.round([x, y, width, height], corner, colours.node);
    const isRunning = look.run?.state === "running";
    const [ring, thick] = isRunning ? [colours.accent, 1.5] : look.problems.length > 0 ? [colours.red, 1.5] : [colours.strong, 1];
    context.beginPath();
    context.roundRect(x - thick / 2, y - thick / 2, width + thick, height + thick, corner + thick / 2);
    context.lineWidth = thick;
    context.strokeStyle = ring;
    context.stroke();
    if (look.mode !== "bypassed") return;
    context.beginPath();
    context.roundRect(x - 3.75, y - 3.75, width + 7.5, height + 7.5, corner + 3);
    context.setLineDash([4.5, 3]);
    context.lineWidth = 1.5;
    context.strokeStyle = colours.blue;
    context.stroke();
    context.setLineDash([]);
  }

  private head(): void {
    const { colours, look, box: { x, y, width }, painting } = this;
    const { run, depth } = look;
    const middle = y + unit.header / 2;
    this.round([x, y, width, unit.header], this.box.collapsed ? corner : [corner, corner, 0, 0], headerColour(look.hue, colours.shade));
    this.icon(painting.iconOf(look), [x + 10, middle - 7.5, 15], colours.quiet);
    let end = x + width - 11;
    if (run) {
      this.state(run.state, end - 5, middle);
      end -= 17;
    }
    if (look.isGraph && look.known) end -= 29;
    if (look.problems.length > 0) {
      end -= this.lettering.write(String(look.problems.length), [end, middle], { size: 11, weight: 600, colour: colours.red, align: "end", room: 40 }) + 16;
      this.icon(TriangleAlert, [end, middle - 6.5, 13], colours.red);
      end -= 7;
    }
    const count = run ? run.badge : depth > 1 ? String(depth) : "";
    if (run ? run.badge !== undefined : depth > 0) end = this.count(count ?? "", end, middle);
    this.lettering.write(look.title, [x + 32, middle], { size: 12.5, weight: 600, colour: colours.ink, room: end - x - 32 });
  }

  /** @returns where what stands before it ends */
  private count(text: string, end: number, middle: number): number {
    const { colours, look, lettering } = this;
    const icon = look.run ? 0 : text ? 14 : 11;
    const style = { size: 10.5, colour: colours.quiet, align: "end", room: 90 } as const;
    const width = lettering.width(text, style.size) + icon + 12;
    this.round([end - width, middle - 8.5, width, 17], 8.5, colours.node);
    if (icon > 0) this.icon(Layers, [end - width + 6, middle - 5.5, 11], colours.quiet);
    lettering.write(text, [end - 6, middle], style);
    return end - width - 7;
  }

  private state(state: NonNullable<NodeLook["run"]>["state"], x: number, y: number): void {
    const { context, colours } = this;
    const isRing = state === "waiting" || state === "skipped";
    const colour = { cached: colours.blue, running: colours.accent, done: colours.green, failed: colours.red, skipped: colours.faint, waiting: colours.faint }[state];
    context.beginPath();
    context.arc(x, y, isRing ? 4 : 5, 0, 2 * Math.PI);
    if (isRing) this.stroke(colour, 2);
    else this.fill(colour);
  }

  private port({ end, name, title, row, isWired, schema, value, isSet, isFaulty, fits, colour, rank }: PortLook): void {
    const { context, colours, look, lettering, box: { x, y, width } } = this;
    const middle = y + rowMiddle(row);
    const [alpha, isInput] = [context.globalAlpha, end === "input"];
    if (fits === false) context.globalAlpha *= 0.35;
    this.mark([isInput ? x : x + width, middle], { colour, rank, isWired });
    const isAlone = !look.ports.some((other) => other.row === row && (other.end !== end || other.name !== name));
    const room = schema ? 90 : isAlone ? 206 : 103;
    lettering.write(title, [isInput ? x + 14 : x + width - 14, middle], { size: 12.5, colour: isFaulty ? colours.red : fits ? colours.ink : colours.quiet, align: isInput ? "start" : "end", room });
    if (schema) {
      const left = x + 111.7;
      this.round([left, middle - 9.5, x + width - 10 - left, 19], 5, colours.surface);
      this.stroke(colours.line, 1);
      lettering.write(shortly(value), [left + 8, middle], { size: 11.5, colour: isSet ? colours.ink : colours.faint, room: x + width - 18 - left });
    }
    context.globalAlpha = alpha;
  }

  private mark([x, y]: readonly [number, number], { colour, rank, isWired }: Pick<PortLook, "colour" | "rank" | "isWired">): void {
    const { context, colours } = this;
    if (rank > 1) {
      context.translate(x, y);
      context.fillStyle = colour;
      context.fill((grid ??= new Path2D(portPath(2, unit.port))));
      context.translate(-x, -y);
      return;
    }
    const half = rank === 1 ? 4.25 : 5;
    context.beginPath();
    if (rank === 0) context.arc(x, y, half, 0, 2 * Math.PI);
    else context.roundRect(x - half, y - half, 2 * half, 2 * half, 2);
    this.fill(isWired ? colour : colours.node);
    this.stroke(colour, 2);
    if (rank !== 1) return;
    context.beginPath();
    context.roundRect(x - 7, y - 7, 14, 14, 4);
    this.stroke(colour, 1.3);
  }

  private preview(top: number): void {
    const { context, colours, look, lettering, painting, box: { x, y } } = this;
    const frame = [x + 8, top, unit.width - 16, unit.preview - 8] as const;
    this.round(frame, 6, colours.surface);
    const { preview } = look;
    const seen = preview && painting.pictureOf(look);
    context.save();
    context.clip();
    if (!preview) this.icon(painting.iconOf(look), [x + unit.width / 2 - 13, top + 51, 26], colours.strong, 1.5);
    else if (seen) context.drawImage(seen.image, frame[0] + seen.x, top + seen.y, seen.width, seen.height);
    else if (preview.kind === "text") {
      const most = look.previewCount > 1 ? 5 : 7;
      const lines = lettering.lines((preview.text ?? "").slice(preview.live ? -600 : 0, preview.live ? undefined : 600), { size: 11.5, room: 206, most: preview.live ? 60 : most });
      lines.slice(preview.live ? -most : 0).forEach((line, at) => lettering.write(line, [x + 17, top + 15 + at * 16.1], { size: 11.5, colour: colours.ink, room: 212 }));
    }
    context.restore();
    if (preview?.kind === "audio") this.sound(top, seen?.time);
    if (preview?.kind === "video") this.start(x + unit.width / 2, top + (unit.preview - 8) / 2);
    if (preview && look.previewCount > 1) this.steps(top);
  }

  private sound(top: number, time: string | undefined): void {
    const { colours, lettering, box: { x } } = this;
    const middle = top + (unit.preview - 8) / 2;
    this.round([x + 16, middle - 13, 26, 26], 13, colours.node);
    this.stroke(colours.strong, 1);
    this.icon(Play, [x + 21, middle - 8, 16], colours.ink);
    if (time) lettering.write(time, [x + unit.width - 16, middle], { size: 12, colour: colours.quiet, align: "end", room: 80 });
  }

  private start(x: number, y: number): void {
    this.round([x - 18, y - 18, 36, 36], 18, "#000a");
    this.stroke("#fff6", 1);
    this.icon(Play, [x - 8, y - 8, 16], "#fff");
  }

  private steps(top: number): void {
    const { context, look, lettering, box: { x } } = this;
    const middle = top + unit.preview - 22;
    const text = look.preview!.item || words().itemOf(look.previewAt + 1, look.previewCount);
    const width = Math.min(130, lettering.width(text, 10.5) + 12);
    const alpha = context.globalAlpha;
    for (const [left, isOff] of [[x + 12, look.previewAt === 0], [x + unit.width - 32, look.previewAt >= look.previewCount - 1]] as const) {
      context.globalAlpha = isOff ? alpha * 0.45 : alpha;
      this.round([left, middle - 10, 20, 20], 8, "#000a");
      this.line(left < x + 100 ? [left + 11.5, middle - 3.5, left + 8.5, middle, left + 11.5, middle + 3.5] : [left + 8.5, middle - 3.5, left + 11.5, middle, left + 8.5, middle + 3.5], "#fff", 1.2);
    }
    context.globalAlpha = alpha;
    this.round([x + 36, middle - 9, width, 18], 9, "#000a");
    lettering.write(text, [x + 42, middle], { size: 10.5, colour: "#fff", room: width - 12 });
  }

  private footer(): void {
    const { colours, look, lettering, box: { x, y, width, height } } = this;
    const top = y + height - unit.footer;
    const middle = top + unit.footer / 2 + 0.5;
    this.line([x, top + 0.5, x + width, top + 0.5], colours.line, 1);
    const { parts, end } = footerWords(look.run!);
    let left = x + 11;
    for (const { text, tone } of parts) left += lettering.write(text, [left, middle], { size: 11, colour: tone === "failed" ? colours.red : tone === "kept" ? colours.blue : colours.faint, room: x + width - 11 - left }) + 8;
    if (end) lettering.write(end, [x + width - 11, middle], { size: 11, colour: colours.faint, align: "end", room: 100 });
  }
}

let grid: Path2D | undefined;

import { parsePortRef } from "../../../runtime/ids.ts";
import { connect, disconnect, moveEdges } from "../../model/edges.ts";
import { beginJudging, type Judgement, type Repair, type Side } from "../../model/fit.ts";
import type { Point } from "../../model/layout.ts";
import { anchorOf, type End } from "../geometry.ts";
import { type Hit, hitAt } from "../hit.ts";
import { portColour } from "../port-look.ts";
import type { EdgeLine, NodeBox } from "../scene-parts.ts";
import type { Stage } from "../stage.ts";
import { noteText } from "../wire-words.ts";
import { words } from "../words.ts";
import type { Gesture, PointerAt } from "./gesture.ts";

/** What stands beside the pointer while an edge is drawn. */
export interface Verdict {
  readonly screenX: number;
  readonly screenY: number;
  readonly text: string;
  readonly tone: "fits" | "refused" | "plain";
}

/** Something that does not fit was let go on: what can be done about it. */
export interface Offer {
  readonly screenX: number;
  readonly screenY: number;
  readonly from: string;
  readonly to: string;
  readonly at: Point;
  readonly message: string;
  readonly hint: string | undefined;
  readonly repairs: readonly Repair[];
}

export interface WireHost {
  say(verdict: Verdict | undefined): void;
  offer(offer: Offer): void;
}

/** Where an edge began: one end of it, the edge that was picked up, or all edges of an output. */
export interface Held {
  /** `node.port` of the end that stays. */
  readonly end: string;
  readonly side: Side;
  readonly lifted?: EdgeLine;
  /** All that this output feeds is moved to another output. */
  readonly all?: boolean;
}

interface Target {
  readonly end: string;
  readonly at: Point;
  readonly judgement: Judgement;
}

/** What a press on a port takes up. */
export function heldBy({ box, end, port }: Extract<Hit, { kind: "port" }>, at: PointerAt): Held {
  const name = `${box.id}.${port}`;
  if (end === "output") return { end: name, side: "from", all: at.mod && [...box.edges].some((edge) => edge.from === box && edge.output === port) };
  const lifted = [...box.edges].filter((edge) => edge.to === box && edge.input === port).at(-1);
  return lifted ? { end: lifted.entry.from, side: "from", lifted } : { end: name, side: "to" };
}

/** Draws an edge from a port, or a wired edge's end to another port. Nothing changes before it is let go. */
export class Wire implements Gesture {
  readonly scrolls = true;
  readonly cursor = "crosshair";
  private readonly stage: Stage;
  private readonly host: WireHost;
  private readonly held: Held;
  private readonly start: PointerAt;
  private readonly judge: (other: string) => Judgement;
  private readonly judged = new Map<string, Judgement>();
  private target: Target | undefined;
  private begun = false;

  constructor(stage: Stage, at: PointerAt, { held, host }: { readonly held: Held; readonly host: WireHost }) {
    this.stage = stage;
    this.held = held;
    this.host = host;
    this.start = at;
    this.judge = beginJudging(stage.session, stage.workspace.packs, held);
  }

  move(at: PointerAt): void {
    if (!this.begun) {
      if (Math.hypot(at.screenX - this.start.screenX, at.screenY - this.start.screenY) < 4) return;
      this.begin();
    }
    const hit = hitAt(this.stage.scene, at.x, at.y, this.stage.view.scale);
    this.target = this.targetOf(hit);
    this.stage.hovered = this.held.lifted ? `edge:${this.held.lifted.text}` : undefined;
    this.paint(at);
    this.host.say(this.verdict(at, hit));
  }

  end(at: PointerAt): void {
    this.clear();
    if (!this.begun) return;
    const { target, held, stage } = this;
    if (!target) this.dropped(at);
    else if (held.all) stage.session.edit(words().doMoveEdges, (document) => moveEdges(document, held.end, target.end));
    else if (held.lifted && target.end === held.lifted.entry.to) return;
    else if (target.judgement.ok) this.connectTo(target.end);
    else {
      const { problem, repairs } = target.judgement;
      stage.host.announce(problem.message);
      const [from, to] = this.ends(target.end);
      this.host.offer({ screenX: at.screenX, screenY: at.screenY, from, to, at: [at.x, at.y], message: problem.message, hint: problem.hint, repairs });
    }
  }

  cancel(): void {
    this.clear();
  }

  private begin(): void {
    this.begun = true;
    const { held } = this;
    const wanted: End = held.side === "from" && !held.all ? "input" : "output";
    this.stage.fits = (id, end, port) => {
      const name = `${id}.${port}`;
      if (name === held.end) return undefined;
      return end === wanted && (held.all ? this.canMoveTo(name) : this.judgementOf(name).ok);
    };
    this.stage.relook();
  }

  private judgementOf(other: string): Judgement {
    let judgement = this.judged.get(other);
    if (!judgement) this.judged.set(other, (judgement = this.judge(other)));
    return judgement;
  }

  /** All edges of an output can go to another one of the same type. */
  private canMoveTo(other: string): boolean {
    const [mine, theirs] = [this.outputType(this.held.end), this.outputType(other)];
    return mine !== undefined && theirs !== undefined && mine.name === theirs.name && mine.rank === theirs.rank;
  }

  private outputType(end: string): { readonly name: string; readonly rank: number } | undefined {
    const ref = parsePortRef(end);
    return ref && this.stage.session.portsOf(ref.node).outputs.find(({ name }) => name === ref.port)?.type;
  }

  private targetOf(hit: Hit): Target | undefined {
    const { held } = this;
    const wanted: End = held.side === "from" && !held.all ? "input" : "output";
    if (hit.kind === "port" && hit.end === wanted && `${hit.box.id}.${hit.port}` !== held.end) return this.aim(hit.box, wanted, hit.port);
    if (hit.kind !== "node" && hit.kind !== "port") return undefined;
    if (hit.box.id === parsePortRef(held.end)?.node) return undefined;
    return this.bestOf(hit.box, wanted);
  }

  /** A node's body stands for the port of it that fits best: an empty one before one whose edge would go. When none fits, the reason of the nearest to fitting is told. */
  private bestOf(box: NodeBox, wanted: End): Target | undefined {
    const ports = this.stage.session.portsOf(box.id);
    const names = wanted === "input" ? ports.inputs.map(({ name }) => name) : ports.outputs.map(({ name }) => name);
    const targets = names.map((name) => this.aim(box, wanted, name));
    const fitting = targets.filter(({ judgement }) => judgement.ok);
    return fitting.find(({ judgement }) => judgement.ok && judgement.note.replaces === undefined && judgement.note.converts === undefined) ?? fitting[0]
      ?? targets.find(({ judgement }) => !judgement.ok && judgement.problem.code !== "TYPE_MISMATCH") ?? targets[0];
  }

  private aim(box: NodeBox, end: End, port: string): Target {
    const name = `${box.id}.${port}`;
    const judgement: Judgement = this.held.all && this.canMoveTo(name) ? { ok: true, note: { frame: 0, wraps: 0, converts: undefined, replaces: undefined } } : this.judgementOf(name);
    return { end: name, at: anchorOf(box, end, port), judgement };
  }

  private verdict({ screenX, screenY }: PointerAt, hit: Hit): Verdict | undefined {
    const { target, held } = this;
    const at = { screenX, screenY };
    if (!target) {
      if (hit.kind === "node" || hit.kind === "port") return undefined;
      return { ...at, text: held.lifted ? words().dropToDisconnect : held.all ? words().doMoveEdges : words().dropToAdd, tone: "plain" };
    }
    if (held.lifted?.entry.to === target.end) return undefined;
    if (!target.judgement.ok) return { ...at, text: target.judgement.problem.message, tone: "refused" };
    const [from] = this.ends(target.end);
    return { ...at, text: noteText(target.judgement.note, parsePortRef(from)?.node, this.stage), tone: "fits" };
  }

  private paint(at: PointerAt): void {
    const { held, stage, target } = this;
    const ref = parsePortRef(held.end);
    const box = ref && stage.scene.nodes.get(ref.node);
    if (!ref || !box) return;
    const fixed = anchorOf(box, held.side === "from" ? "output" : "input", ref.port);
    const loose: Point = target ? target.at : [at.x, at.y];
    const type = held.side === "from" ? box.outputs.get(ref.port)?.name : stage.session.portsOf(ref.node).inputs.find(({ name }) => name === ref.port)?.type.name;
    const colour = portColour(type ?? "json");
    const isRefused = target !== undefined && !target.judgement.ok;
    const [from, to] = held.side === "from" ? [fixed, loose] : [loose, fixed];
    stage.draft = { wire: { from, to, colour, isRefused }, ...(target ? { target: { at: target.at, colour: isRefused ? stage.colours.red : colour } } : {}) };
    stage.invalidate();
  }

  private ends(other: string): readonly [from: string, to: string] {
    return this.held.side === "from" ? [this.held.end, other] : [other, this.held.end];
  }

  private connectTo(end: string): void {
    const { stage, held: { lifted } } = this;
    const [from, to] = this.ends(end);
    const ref = parsePortRef(to)!;
    const many = stage.session.portsOf(ref.node).inputs.find(({ name }) => name === ref.port)?.many === true;
    stage.session.edit(words().doConnect, (document) => connect(lifted ? disconnect(document, lifted.entry) : document, from, to, { many }));
    stage.host.announce(words().connected(from, to));
  }

  private dropped(at: PointerAt): void {
    const { stage, held: { lifted, all, end, side } } = this;
    if (lifted) {
      stage.session.edit(words().doDisconnect, (document) => disconnect(document, lifted.entry));
      stage.host.announce(words().disconnected(lifted.entry.from, lifted.entry.to));
    } else if (!all) {
      const { left, top } = stage.host.element.getBoundingClientRect();
      stage.host.tell("rw-palette", { x: left + at.screenX, y: top + at.screenY, fits: { end, side } });
    }
  }

  private clear(): void {
    this.stage.draft = undefined;
    this.stage.hovered = undefined;
    this.host.say(undefined);
    if (!this.stage.fits) return;
    this.stage.fits = undefined;
    this.stage.relook();
  }
}

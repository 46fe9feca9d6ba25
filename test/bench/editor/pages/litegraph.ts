import { LGraph, LGraphCanvas, LGraphNode, LiteGraph } from "@comfyorg/litegraph";
import "@comfyorg/litegraph/style.css";
import { hues, nodeSize, pictures } from "../graph.ts";
import { trial } from "../page.ts";

/** litegraph as ComfyUI has it: everything on a canvas, pictures drawn by the node, text written in a box that opens. */
const images = Array.from({ length: pictures }, (_, index) => Object.assign(new Image(), { src: `/pictures/${index}.png` }));

class Step extends LGraphNode {
  picture = 0;

  constructor() {
    super("Step");
    this.addInput("first", "image");
    this.addInput("second", "image");
    this.addOutput("picture", "image");
    this.addWidget("text", "Text", "", () => {});
    this.size = [nodeSize.width, nodeSize.height - LiteGraph.NODE_TITLE_HEIGHT];
  }

  override onDrawForeground(context: CanvasRenderingContext2D): void {
    const image = images[this.picture]!;
    if (image.complete) context.drawImage(image, 0, this.size[1] - nodeSize.picture - 8, this.size[0], nodeSize.picture);
  }
}

LiteGraph.registerNodeType("trial/step", Step);
LiteGraph.dialog_close_on_mouse_leave = false;
const graph = new LGraph();
const nodes = new Map(trial.graph.nodes.map((node, index) => {
  const step = LiteGraph.createNode("trial/step") as Step;
  step.pos = [node.x, node.y + LiteGraph.NODE_TITLE_HEIGHT];
  step.picture = index % pictures;
  step.widgets![0]!.value = node.text;
  step.color = `hsl(${hues[node.kind]} 30% 26%)`;
  step.title = `Step ${node.kind + 1}`;
  graph.add(step);
  return [node.id, step] as const;
}));
for (const { from, to, input } of trial.graph.edges) nodes.get(from)!.connect(0, nodes.get(to)!, input === "first" ? 0 : 1);

const element = Object.assign(document.createElement("canvas"), { width: innerWidth, height: innerHeight });
document.getElementById("place")!.append(element);
const canvas = new LGraphCanvas(element, graph, { skip_render: true });
canvas.ds.min_scale = 0.02;
canvas.zoom_speed = 1.2;
const setView = ({ x, y, scale }: { readonly x: number; readonly y: number; readonly scale: number }) => {
  canvas.ds.scale = scale;
  canvas.ds.offset = [x / scale, y / scale];
  canvas.setDirty(true, true);
};
setView(trial.firstView);
canvas.startRendering();
trial.began({
  isDrawn: () => canvas.frame > 0,
  isWhole: () => images.every(({ complete }) => complete),
  view: () => ({ scale: canvas.ds.scale, x: canvas.ds.offset[0] * canvas.ds.scale, y: canvas.ds.offset[1] * canvas.ds.scale }),
  setView,
  placeOf: (id) => [nodes.get(id)!.pos[0], nodes.get(id)!.pos[1] - LiteGraph.NODE_TITLE_HEIGHT],
  select: (ids) => canvas.selectItems(ids.map((id) => nodes.get(id)!)),
  textAt: (id) => {
    const node = nodes.get(id)!;
    const [x, y] = [node.pos[0] + node.size[0] * 0.6, node.pos[1] + (node.widgets![0]!.last_y ?? 0) + 10];
    return [(x + canvas.ds.offset[0]) * canvas.ds.scale, (y + canvas.ds.offset[1]) * canvas.ds.scale];
  },
});

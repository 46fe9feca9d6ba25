import { Background, type Edge, Handle, type Node, type NodeProps, Position, ReactFlow, type ReactFlowInstance, useEdgesState, useNodesState, useReactFlow } from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { type ChangeEvent, createElement as h, memo } from "react";
import { createRoot } from "react-dom/client";
import { hues, nodeSize, type TrialNode } from "../graph.ts";
import { trial } from "../page.ts";
import "./flow.css";

/** @xyflow/react as its own guide to large graphs has it: nodes that know their size, memoized, only those in view rendered. */
type Step = Node<{ readonly node: TrialNode; readonly text: string }, "step">;

const StepNode = memo(({ id, data: { node, text } }: NodeProps<Step>) => {
  const { updateNodeData } = useReactFlow<Step>();
  return h("div", { className: "step" },
    h("header", { style: { background: `hsl(${hues[node.kind]} 30% 26%)` } }, `Step ${node.kind + 1}`),
    h("div", { className: "row" }, h("span", null, "First"), h("span", null, "Picture")),
    h("div", { className: "row" }, h("span", null, "Second")),
    h("div", { className: "row" }, h("label", { htmlFor: `text-${id}` }, "Text"),
      h("input", { id: `text-${id}`, className: "nodrag", value: text, onChange: (event: ChangeEvent<HTMLInputElement>) => updateNodeData(id, { text: event.target.value }) })),
    h("img", { src: node.picture, alt: "", draggable: false }),
    h(Handle, { type: "target", id: "first", position: Position.Left, style: { top: 54 } }),
    h(Handle, { type: "target", id: "second", position: Position.Left, style: { top: 78 } }),
    h(Handle, { type: "source", id: "picture", position: Position.Right, style: { top: 54 } }));
});

const nodeTypes = { step: StepNode };
const mark = { width: 6, height: 6 };
const handles = [
  { id: "first", type: "target" as const, position: Position.Left, x: -3, y: 51, ...mark },
  { id: "second", type: "target" as const, position: Position.Left, x: -3, y: 75, ...mark },
  { id: "picture", type: "source" as const, position: Position.Right, x: nodeSize.width - 3, y: 51, ...mark },
];
const firstNodes = trial.graph.nodes.map((node): Step => ({
  id: node.id, type: "step", position: { x: node.x, y: node.y }, data: { node, text: node.text },
  width: nodeSize.width, height: nodeSize.height, measured: { width: nodeSize.width, height: nodeSize.height }, handles,
}));
const firstEdges = trial.graph.edges.map(({ from, to, input }): Edge => ({ id: `${from}-${to}-${input}`, source: from, sourceHandle: "picture", target: to, targetHandle: input }));
const { x, y, scale } = trial.firstView;
let flow: ReactFlowInstance<Step> | undefined;

function App() {
  const [nodes, , onNodesChange] = useNodesState(firstNodes);
  const [edges, , onEdgesChange] = useEdgesState(firstEdges);
  return h(ReactFlow<Step>, {
    nodes, edges, onNodesChange, onEdgesChange, nodeTypes, onlyRenderVisibleElements: true, defaultViewport: { x, y, zoom: scale }, minZoom: 0.02,
    panOnDrag: [1], panActivationKeyCode: null, colorMode: "dark", onInit: (instance) => { flow = instance; }, children: h(Background),
  });
}

createRoot(document.getElementById("place")!).render(h(App));
const expected = trial.inView(trial.firstView).length;
const isDrawn = () => flow !== undefined && document.querySelectorAll(".react-flow__node .step").length >= expected && document.querySelector(".react-flow__edge-path") !== null;
trial.began({
  isDrawn, isWhole: isDrawn,
  view: () => {
    const { x, y, zoom } = flow!.getViewport();
    return { x, y, scale: zoom };
  },
  setView: ({ x, y, scale }) => void flow!.setViewport({ x, y, zoom: scale }),
  placeOf: (id) => {
    const { x, y } = flow!.getNode(id)!.position;
    return [x, y];
  },
  select: (ids) => {
    const chosen = new Set(ids);
    flow!.setNodes((nodes) => nodes.map((node) => chosen.has(node.id) === (node.selected === true) ? node : { ...node, selected: chosen.has(node.id) }));
  },
  textAt: (id) => {
    const { left, top, width, height } = document.getElementById(`text-${id}`)!.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  },
});

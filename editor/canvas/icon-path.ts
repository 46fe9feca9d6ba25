import type { IconNode } from "lucide";

const paths = new WeakMap<IconNode, Path2D>();

/** An icon of the icon library for painting, in a square of 24: what `icon` draws on the page. To be stroked. */
export function iconPath(node: IconNode): Path2D {
  let path = paths.get(node);
  if (!path) {
    paths.set(node, (path = new Path2D()));
    for (const part of node) path.addPath(partPath(part));
  }
  return path;
}

function partPath([tag, attributes]: IconNode[number]): Path2D {
  const number = (name: string) => Number(attributes[name as keyof typeof attributes] ?? 0);
  const path = new Path2D(tag === "path" ? String(attributes.d) : tag === "polyline" || tag === "polygon" ? `M${String(attributes["points"])}${tag === "polygon" ? "z" : ""}` : undefined);
  switch (tag) {
    case "circle": path.arc(number("cx"), number("cy"), number("r"), 0, 2 * Math.PI); break;
    case "ellipse": path.ellipse(number("cx"), number("cy"), number("rx"), number("ry"), 0, 0, 2 * Math.PI); break;
    case "line": path.moveTo(number("x1"), number("y1")); path.lineTo(number("x2"), number("y2")); break;
    case "rect": path.roundRect(number("x"), number("y"), number("width"), number("height"), number("rx")); break;
  }
  return path;
}

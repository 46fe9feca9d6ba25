import { defineNode, fail, port, Type } from "../../runtime/contract/index.ts";
import { suggestion } from "./nearest.ts";

/**
 * Fills the gaps of a text: `{{name}}` stands for a value, `{{name.field}}` for something inside it, `{{list.0}}` for an
 * element. There is no logic in it, and nothing in it is run. What is filled in is not read for gaps again.
 * @throws ProblemError TEMPLATE_UNCLOSED, TEMPLATE_NAME_UNKNOWN, TEMPLATE_VALUE_UNFIT
 */
export const template = defineNode({
  type: "core/template",
  version: 1,
  title: "Template",
  summary: "Fills {{names}} in a text with values.",
  inputs: {
    template: port.value(Type.String({ title: "Template" })),
    values: port.value(Type.Record(Type.String(), Type.Unknown(), { title: "Values", default: {} })),
    a: port.generic("A", 0, { title: "Value a", optional: true, summary: "What {{a}} stands for." }),
    b: port.generic("B", 0, { title: "Value b", optional: true, summary: "What {{b}} stands for." }),
    c: port.generic("C", 0, { title: "Value c", optional: true, summary: "What {{c}} stands for." }),
  },
  outputs: { text: port.value(Type.String(), { title: "Text" }) },
  async run({ inputs: { template, values, a, b, c } }) {
    const given = Object.entries({ a, b, c }).filter(([, value]) => value !== undefined);
    return { text: fill(template, { ...values, ...Object.fromEntries(given) }) };
  },
});

type Values = Readonly<Record<string, unknown>>;

function fill(template: string, values: Values): string {
  const filled = template.replace(/\{\{([^{}]*)\}\}/g, (_, name: string) => shown(name.trim(), lookUp(name.trim(), values)));
  const rest = template.replace(/\{\{[^{}]*\}\}/g, "");
  if (!rest.includes("{{")) return filled;
  return fail({ code: "TEMPLATE_UNCLOSED", port: "template", message: "A gap of the template begins with {{ and does not end.", hint: "Close it with }} after one name." });
}

/** Own fields only: a name such as `constructor` finds nothing. */
function lookUp(path: string, values: Values): unknown {
  let value: unknown = values;
  for (const field of path.split(".")) {
    const fields = typeof value === "object" && value !== null ? Object.keys(value) : [];
    if (!fields.includes(field)) {
      fail({ code: "TEMPLATE_NAME_UNKNOWN", port: "template", message: `The template names "${path}", but there is no "${field}".`, hint: suggestion(field, fields) });
    }
    value = (value as Values)[field];
  }
  return value;
}

function shown(name: string, value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const inside = typeof value === "object" && value !== null ? Object.keys(value).slice(0, 8).map((field) => `{{${name}.${field}}}`).join(", ") : "";
  return fail({
    code: "TEMPLATE_VALUE_UNFIT", port: "template",
    message: `"${name}" is ${Array.isArray(value) ? "a list" : value === null ? "empty" : "an object"}, not a text or number.`,
    hint: inside ? `Name something in it: ${inside}.` : "Give it a value.",
  });
}

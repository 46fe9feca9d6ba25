import { definePack } from "reelwright/pack";
import { Card, cardText, cast } from "./cast.js";

export default definePack({
  name: "credits",
  title: "End credits",
  version: "1.0.0",
  contract: 1,
  nodes: [cast],
  types: [Card],
  conversions: [{ from: "credits/card", to: "text", convert: cardText }],
});

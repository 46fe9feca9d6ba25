import { definePack } from "../../runtime/contract/index.ts";
import { technical } from "./technical.ts";

export default definePack({
  name: "qa",
  title: "Checks",
  version: "1.0.0",
  contract: 1,
  nodes: [technical],
});

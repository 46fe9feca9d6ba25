import { Ledger } from "../../../runtime/money/ledger.ts";

/** Asks for paid work and is gone before the answer: `begin-paid LEDGER durable|plain [REMOTE]`. */
const [file, kind, remote] = process.argv.slice(2);
const ledger = new Ledger(file);
const { id } = await ledger.begin({ provider: "gate", model: "film", request: "abc", maxMicros: 500, durable: kind === "durable", run: "r0", node: "clip", item: "e01", role: "video", currency: "USD" });
if (remote) await ledger.accepted(id, remote);
process.kill(process.pid, "SIGKILL");

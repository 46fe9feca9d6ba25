import { open } from "node:fs/promises";

/** Where the samples of a WAV file lie, and how they are written. */
export interface WavLayout {
  readonly from: number;
  readonly bytes: number;
  readonly channels: number;
  readonly rate: number;
  readonly format: "s16" | "f32";
}

/** Walks the chunks of a RIFF/WAVE file. @returns undefined for other files and other sample formats */
export async function wavLayout(path: string): Promise<WavLayout | undefined> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(40);
    await file.read(head, 0, 12, 0);
    if (head.toString("latin1", 0, 4) !== "RIFF" || head.toString("latin1", 8, 12) !== "WAVE") return undefined;
    let described: Omit<WavLayout, "from" | "bytes"> | undefined;
    for (let at = 12; at + 8 <= size;) {
      await file.read(head, 0, 40, at);
      const id = head.toString("latin1", 0, 4);
      const length = Math.min(head.readUInt32LE(4), size - at - 8);
      if (id === "fmt ") described = describe(head.subarray(8));
      if (id === "data") return described && { ...described, from: at + 8, bytes: length };
      at += 8 + length + (length & 1);
    }
    return undefined;
  } finally {
    await file.close();
  }
}

function describe(fmt: Buffer): Omit<WavLayout, "from" | "bytes"> | undefined {
  const code = fmt.readUInt16LE(0);
  const coding = code === 0xfffe ? fmt.readUInt16LE(24) : code;
  const format = `${coding}/${fmt.readUInt16LE(14)}`;
  if (format !== "1/16" && format !== "3/32") return undefined;
  return { channels: fmt.readUInt16LE(2), rate: fmt.readUInt32LE(4), format: format === "1/16" ? "s16" : "f32" };
}

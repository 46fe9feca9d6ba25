/**
 * Takes server-sent events out of bytes as they come. Comments, which services send to keep a line open, and fields other than
 * `data` are passed over.
 */
export class EventReader {
  private readonly decoder = new TextDecoder();
  private rest = "";
  private data: string[] = [];

  /** @returns the data of the events that are whole by now */
  take(piece: Uint8Array): string[] {
    this.rest += this.decoder.decode(piece, { stream: true });
    const lines = this.rest.split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop()!;
    return lines.flatMap((line) => this.line(line));
  }

  /** @returns what stands at the end without the empty line that closes an event; perhaps only half of something */
  end(): string | undefined {
    this.line((this.rest + this.decoder.decode()).replace(/\r$/, ""));
    return this.line("")[0];
  }

  private line(line: string): string[] {
    if (line === "") {
      const event = this.data.join("\n");
      const any = this.data.length > 0;
      this.data = [];
      return any ? [event] : [];
    }
    if (!line.startsWith("data:")) return [];
    this.data.push(line.slice(line[5] === " " ? 6 : 5));
    return [];
  }
}

/** One message of a stream of server-sent events. */
export interface StreamMessage {
  /** The last id given, by this message or by one before it; empty when there was none. */
  readonly id: string;
  readonly type: string;
  readonly data: string;
}

/**
 * Reads `text/event-stream`, however its text is cut into pieces. A browser's own reader (EventSource) cannot send the
 * token's header.
 */
export class EventParser {
  private rest = "";
  /** The last piece ended in CR: an LF at the start of the next belongs to the same line end. */
  private endedInReturn = false;
  private isStart = true;
  private id = "";
  private type = "";
  private data: string[] = [];

  /** @returns the messages that are complete now */
  push(text: string): StreamMessage[] {
    const messages: StreamMessage[] = [];
    if (text === "") return messages;
    let piece = this.endedInReturn && text.startsWith("\n") ? text.slice(1) : text;
    if (this.isStart) piece = piece.replace(/^\uFEFF/, "");
    this.isStart = false;
    this.endedInReturn = text.endsWith("\r");
    const lines = piece.split(/\r\n|\r|\n/);
    lines[0] = this.rest + lines[0]!;
    this.rest = lines.pop()!;
    for (const line of lines) this.take(line, messages);
    return messages;
  }

  private take(line: string, messages: StreamMessage[]): void {
    if (line === "") {
      if (this.data.length > 0) messages.push({ id: this.id, type: this.type === "" ? "message" : this.type, data: this.data.join("\n") });
      this.type = "";
      this.data = [];
      return;
    }
    const colon = line.indexOf(":");
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
    if (field === "data") this.data.push(value);
    else if (field === "event") this.type = value;
    else if (field === "id" && !value.includes("\0")) this.id = value;
  }
}

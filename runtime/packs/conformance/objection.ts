/** What a pack does that packs do not. */
export interface Objection {
  /** A node type, a port, a file: `sparkle/post.tags`, `icon.png`. */
  readonly at: string;
  /** A clause that follows it: `has no title`. */
  readonly message: string;
  /** Better, but nobody is harmed. */
  readonly advice?: true;
}

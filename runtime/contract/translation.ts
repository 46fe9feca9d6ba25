/** A pack's words in one language beside English, which is what its definitions are written in. */
export interface Translation {
  readonly title?: string;
  /** By node type: `script/arc`. */
  readonly nodes?: Readonly<Record<string, NodeTranslation>>;
  /** Names of value types, by type: `story/scene`. */
  readonly types?: Readonly<Record<string, string>>;
  /** Titles of the allowed values of enumerations inside its value types, by the enumeration's own title: `Emotion`. */
  readonly choices?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface NodeTranslation {
  readonly title: string;
  readonly summary: string;
  /** By port. What is not here is shown in English. */
  readonly inputs?: Readonly<Record<string, PortTranslation>>;
  readonly outputs?: Readonly<Record<string, PortTranslation>>;
}

export interface PortTranslation {
  readonly title: string;
  readonly summary?: string;
  /** Titles of the allowed values, by value. */
  readonly choices?: Readonly<Record<string, string>>;
  /** Titles of the members of a group of settings, by name; those of groups inside it too. */
  readonly members?: Readonly<Record<string, string>>;
}

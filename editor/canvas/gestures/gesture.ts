/** Where a pointer is, in graph pixels and in screen pixels of the canvas, and what is held down with it. */
export interface PointerAt {
  readonly x: number;
  readonly y: number;
  readonly screenX: number;
  readonly screenY: number;
  readonly shift: boolean;
  readonly alt: boolean;
  /** Ctrl, or Cmd on a Mac. */
  readonly mod: boolean;
}

/** Something that goes on from the press of a button to its release. Nothing is changed in the document before its end. */
export interface Gesture {
  /** The view follows a pointer that is held at its border. */
  readonly scrolls?: boolean;
  readonly cursor?: string;
  move(at: PointerAt): void;
  end(at: PointerAt): void;
  /** As if it had never begun. */
  cancel(): void;
}

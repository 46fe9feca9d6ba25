import { describe, expect, test } from "vitest";
import { filmOf, lineBeside, momentAt, placeOf } from "../../../editor/storyboard/film.ts";

const timeline = {
  id: "e03", title: "Dumplings", rate: { num: 25, den: 1 }, frames: 190,
  scenes: [
    { start: 0, scene: { id: "s05", frames: 100, shots: [{ id: "p01", start: 0, frames: 60 }, { id: "p02", start: 50, frames: 50 }], lines: [{ id: "l01", name: "李伟", text: "奶奶，我回来了！", start: 10, end: 40 }] } },
    { start: 90, scene: { id: "s06", frames: 100, shots: [{ id: "p01", start: 0, frames: 100 }], lines: [{ id: "l01", name: "奶奶", text: "饺子好了。", start: 20, end: 50 }] } },
  ],
};

describe("a film", () => {
  const film = filmOf(timeline, "e03")!;

  test("has its shots and lines at frames of the whole, under their item keys", () => {
    expect(film.shots).toEqual([{ key: "e03/s05/p01", start: 0, end: 60 }, { key: "e03/s05/p02", start: 50, end: 100 }, { key: "e03/s06/p01", start: 90, end: 190 }]);
    expect(film.lines[1]).toMatchObject({ key: "e03/s06/l01", start: 110, end: 140 });
    expect(film.fps).toBe(25);
  });

  test("knows what is on screen and heard at a moment; in a transition the shot that comes in", () => {
    expect(momentAt(film, 20)).toMatchObject({ scene: { key: "e03/s05" }, shot: { key: "e03/s05/p01" }, line: { key: "e03/s05/l01" } });
    expect(momentAt(film, 55).shot?.key).toBe("e03/s05/p02");
    expect(momentAt(film, 95)).toMatchObject({ scene: { key: "e03/s06" }, shot: { key: "e03/s06/p01" } });
    expect(momentAt(film, 190)).toEqual({ scene: undefined, shot: undefined, line: undefined });
  });

  test("goes from line to line", () => {
    expect(lineBeside(film, 20, 1)?.key).toBe("e03/s06/l01");
    expect(lineBeside(film, 111, -1)?.key).toBe("e03/s05/l01");
    expect(lineBeside(film, 120, 1)).toBeUndefined();
  });

  test("made by a node that runs once has keys without its episode", () => {
    expect(filmOf(timeline, "")!.scenes[0]!.key).toBe("s05");
  });

  test("is not made of anything else", () => {
    expect(filmOf({ scenes: 3 }, "")).toBeUndefined();
    expect(filmOf(null, "")).toBeUndefined();
  });
});

test("a spoken line is found where it is written, in the graph's inputs first", () => {
  const document = {
    format: "reelwright/graph@1", name: "g",
    inputs: { play: { type: "text", to: [], default: "第3集\n李伟：我回来了！\n" } },
    nodes: { note: { type: "core/text", inputs: { text: "Hello", size: 3 } } },
  };
  expect(placeOf(" 我回来了！", document)).toEqual({ input: "play", from: 7, to: 12 });
  expect(placeOf("Hello", document)).toEqual({ input: "note.text", from: 0, to: 5 });
  expect(placeOf("不在这里", document)).toBeUndefined();
  expect(placeOf("", document)).toBeUndefined();
});

import { describe, expect, test } from "vitest";
import { changedMembers } from "../../../editor/model/derived.ts";
import { withMember } from "../../../editor/model/record.ts";

describe("what has changed from record to record", () => {
  const first = { a: 1, b: 2, c: 3 };

  test("is nothing between a record and itself", () => {
    expect(changedMembers(first, first)).toEqual(new Set());
  });

  test("is the members that were given other values on the way", () => {
    const last = withMember(withMember(withMember(first, "b", 5), "c", 6), "b", 7)!;
    expect(last).toEqual({ a: 1, b: 7, c: 6 });
    expect(changedMembers(first, last)).toEqual(new Set(["b", "c"]));
  });

  test("is not known where a member has come or gone, backwards, and between strangers", () => {
    expect(changedMembers(first, withMember(first, "d", 4)!)).toBeUndefined();
    expect(changedMembers(first, withMember(first, "a", undefined)!)).toBeUndefined();
    expect(changedMembers(withMember(first, "b", 5)!, first)).toBeUndefined();
    expect(changedMembers(first, { ...first })).toBeUndefined();
  });

  test("is not known after very many steps", () => {
    let last: Readonly<Record<string, number>> = first;
    for (let step = 10; step < 40; step++) last = withMember(last, "a", step)!;
    expect(changedMembers(first, last)).toBeUndefined();
  });
});

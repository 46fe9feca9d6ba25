import { describe, expect, it } from "vitest";
import { isSpeakable, speakableRuns } from "../../../nodes/voice/speakable.ts";

const said = (text: string, language = "zh-CN") => speakableRuns(text, language).map((run) => run.text).join("|");

describe("text for the engine", () => {
  it.each([
    ["2024年", "二零二四年"], ["我28岁", "我二十八岁"], ["12:30见", "十二点三十分见"], ["2:00", "两点"], ["50%的人", "百分之五十的人"],
    ["￥35.5", "三十五点五元"], ["-5°C", "零下五度"], ["1/2", "二分之一"], ["2个红包", "两个红包"], ["10086人", "一万零八十六人"],
    ["1001夜", "一千零一夜"], ["20000元", "二万元"], ["13800138000", "一三八零零一三八零零零"], ["007", "零零七"], ["0分", "零分"],
  ])("reads %s as %s", (written, spoken) => {
    expect(said(`${written}吗`)).toBe(`${spoken}吗`);
  });

  it("leaves figures of an English line to the engine", () => {
    expect(said("I'm 28, 50%!", "en-US")).toBe("I'm 28, 50%!");
  });

  it("cuts an English line where Chinese begins and ends", () => {
    expect(speakableRuns("Say 你好 to me", "en-US").map(({ language }) => language)).toEqual(["en", "zh", "en"]);
  });

  it("keeps a place in the line for everything it says", () => {
    const [run] = speakableRuns("😀在2024年", "zh-CN");
    expect([...run!.text].length).toBe(run!.origin.length);
    expect(run!.origin.at(-1)).toEqual({ start: 6, end: 7 });
    expect(run!.origin.at(-2)).toEqual({ start: 2, end: 6 });
  });

  it("knows a line of dots from a line of words", () => {
    expect(isSpeakable("……！")).toBe(false);
    expect(isSpeakable("嗯……")).toBe(true);
  });
});

import { Observable } from "./observable.ts";

export type Language = "en" | "zh";
export type Theme = "dark" | "light" | "system";

/** What this person has set for this browser. */
class Settings extends Observable {
  language: Language = read("language") === "zh" || read("language") === "en" ? read("language") as Language : navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
  theme: Theme = (["dark", "light", "system"] as const).find((theme) => theme === read("theme")) ?? "dark";

  constructor() {
    super();
    this.apply();
    matchMedia("(prefers-color-scheme: light)").addEventListener("change", () => this.apply());
  }

  setLanguage(language: Language): void {
    this.language = language;
    this.save("language", language);
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.save("theme", theme);
  }

  /** `system` resolved. */
  get shade(): "dark" | "light" {
    return this.theme === "system" ? (matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark") : this.theme;
  }

  private save(name: string, value: string): void {
    localStorage.setItem(`reelwright.${name}`, value);
    this.apply();
  }

  private apply(): void {
    document.documentElement.dataset["theme"] = this.shade;
    document.documentElement.lang = this.language === "zh" ? "zh-CN" : "en";
    this.changed();
  }
}

function read(name: string): string | null {
  return localStorage.getItem(`reelwright.${name}`);
}

export const settings = new Settings();

import type { Rule } from "../rule.ts";
import { acts } from "./acts.ts";
import { colours } from "./colours.ts";
import { foods } from "./food.ts";
import { gifts } from "./gifts.ts";
import { numbers } from "./numbers.ts";
import { ethnic, minors, national } from "./people.ts";
import { abroad, region } from "./region.ts";
import { things } from "./things.ts";
import { words } from "./words.ts";

/** All rules that are plain data. Calendar and kinship are computed, see `calendar.ts` and `kinship.ts`. */
export const rules: readonly Rule[] = [...gifts, ...numbers, ...colours, ...words, ...acts, ...foods, ...things, ...region, ...ethnic, ...national, ...minors, ...abroad];

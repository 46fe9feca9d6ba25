/** What a saved graph names as its `format`. Apart from the schema, so that who only names it does not load that. */
export const currentFormat = "reelwright/graph@1";

// Gives packs in folders the very installation that loads them, where theirs has none: a folder beside a global install, or one in
// nobody's node_modules. Runs in Node's own thread for resolving modules; plain JavaScript, because it is loaded as it lies here.
let lent;

/** @param {Readonly<Record<string, string>>} modules addresses by name */
export function initialize(modules) {
  lent = modules;
}

export async function resolve(specifier, context, next) {
  if (!Object.hasOwn(lent, specifier)) return next(specifier, context);
  // An installation of its own goes first.
  return next(specifier, context).catch(() => ({ url: lent[specifier], shortCircuit: true }));
}

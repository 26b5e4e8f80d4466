// MathJSON: formulas as lists.

export type Json = null | boolean | number | string | Json[];

/** `names` in place of the parts of the formula that are written like them. */
export function with_aliases(json: Json, aliases: Map<string, string>): Json {
  if (!Array.isArray(json)) return json;
  const found = aliases.get(JSON.stringify(json));
  if (found !== undefined) return found;
  const [head = null, ...rest] = json;
  const args = rest.map((one) => with_aliases(one, aliases));
  if (head !== 'InvisibleOperator') return [head, ...args];
  for (let from = 0; from < args.length; ++from)
    for (let to = args.length; to > from + 1; --to) {
      const name = aliases.get(JSON.stringify([head, ...args.slice(from, to)]));
      if (name !== undefined) args.splice(from, to - from, name);
    }
  return args.length === 1 ? args[0] ?? null : [head, ...args];
}

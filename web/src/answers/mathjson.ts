// Raw MathJSON made plain: numbers as numbers, layout gone, subscripts part of the name.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface Cleaned { json: Json; error: Json; at: [number, number] | null; sequence: boolean }

const LAYOUT = new Set(['HorizontalSpacing', 'Hold']);

function is_named(json: Json): json is string { return typeof json === 'string' && /^[A-Za-z]\w*$/.test(json); }

export function clean(raw: Json, known: Set<string>): Cleaned {
  const found: { error: Json; at: [number, number] | null; sequence: boolean } = { error: null, at: null, sequence: false };

  function fail(error: Json, at: Json | undefined): Json {
    if (found.error === null) {
      found.error = error;
      if (Array.isArray(at) && typeof at[0] === 'number' && typeof at[1] === 'number') found.at = [at[0], at[1]];
    }
    return null;
  }

  function node(head: Json, rest: Json[], parent: Json): Json {
    if (head === 'Error') return fail(rest, undefined);
    if (head === 'Sequence' && parent !== 'Delimiter') found.sequence = true;
    const args = rest.filter((one) => !(Array.isArray(one) && LAYOUT.has(String(one[0])))).map((one) => walk(one, head));
    const [a = null, b = null] = args;
    if (head === 'InvisibleOperator' && args.length === 1) return a;
    if (head === 'Negate' && typeof a === 'number') return -a;
    if (head === 'Subscript' && is_named(a) && (is_named(b) || typeof b === 'number')) return `${a}_${b}`;
    if (head === 'Power' && (b === 'T_upright' || (b === 'T' && !known.has('T')))) return ['Transpose', a];
    if (head === 'Power' && JSON.stringify(b) === '["Negate","True"]') return ['Power', ['Transpose', a], -1];
    return [head, ...args];
  }

  function walk(json: Json, parent: Json): Json {
    if (Array.isArray(json)) return node(json[0] ?? null, json.slice(1), parent);
    if (typeof json !== 'object' || json === null) return json;
    if (typeof json['num'] === 'string') { const value = Number(json['num']); return Number.isFinite(value) ? value : json; }
    if (Array.isArray(json['fn'])) return json['fn'][0] === 'Error' ? fail(json['fn'], json['sourceOffsets']) : walk(json['fn'], parent);
    return typeof json['sym'] === 'string' ? json['sym'] : json;
  }
  const json = walk(raw, null);
  return { json, ...found };
}

export function symbols_in(json: Json): string[] {
  if (typeof json === 'string') return [json];
  return Array.isArray(json) ? json.slice(1).flatMap(symbols_in) : [];
}

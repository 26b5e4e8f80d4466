// Places in a scenario file: the line of a field, and the lines around it.

export interface SourceLine { number: number; text: string; here: boolean }

const AROUND = 3;

/** The lines around one, counted from 1. */
export function lines_around(source: string, line: number): SourceLine[] {
  return source.split('\n').map((text, i) => ({ number: i + 1, text: text.replace(/\r$/, ''), here: i + 1 === line }))
    .filter(({ number }) => Math.abs(number - line) <= AROUND);
}

const STRING = /"(?:[^"\\]|\\.)*"/y;
const SPACE = /[\s,:]*/y;
const PLAIN = /[^\s,\]}]+/y;

function match(pattern: RegExp, source: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? '';
}

/** Where each field of a JSON text begins, by its pointer; of a text that is no JSON, as far as it goes. */
export function places_of(source: string): Map<string, number> {
  const places = new Map<string, number>();
  const skip = (at: number) => at + match(SPACE, source, at).length;
  const value = (from: number, pointer: string): number => {
    const at = skip(from);
    places.set(pointer, at);
    const open = source[at];
    if (open === '"') return at + (match(STRING, source, at).length || 1);
    if (open !== '{' && open !== '[') return at + (match(PLAIN, source, at).length || 1);
    let inner = skip(at + 1);
    for (let i = 0; inner < source.length && source[inner] !== '}' && source[inner] !== ']'; ++i) {
      const name = open === '{' ? match(STRING, source, inner) : '';
      inner = skip(value(inner + name.length, `${pointer}/${open === '{' ? name.slice(1, -1) : i}`));
    }
    return inner + 1;
  };
  value(0, '');
  return places;
}

export const line_at = (source: string, at: number): number => source.slice(0, at).split('\n').length;

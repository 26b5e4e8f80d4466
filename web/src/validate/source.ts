// Places in a scenario file: the line of a field, and the lines around it.

import { parseTree, type Node } from 'jsonc-parser';

export interface SourceLine { number: number; text: string; here: boolean }

const AROUND = 3;

/** The lines around one, counted from 1. */
export function lines_around(source: string, line: number): SourceLine[] {
  return source.split('\n').map((text, i) => ({ number: i + 1, text: text.replace(/\r$/, ''), here: i + 1 === line }))
    .filter(({ number }) => Math.abs(number - line) <= AROUND);
}

/** Where each field of a JSON text begins, by its pointer; of a text that is no JSON, as far as it goes. */
export function places_of(source: string): Map<string, number> {
  const places = new Map<string, number>();
  const visit = (node: Node | undefined, pointer: string): void => {
    if (!node) return;
    places.set(pointer, node.offset);
    node.children?.forEach((child, i) => {
      const [name, value] = child.type === 'property' ? child.children ?? [] : [];
      visit(name ? value : child, `${pointer}/${name ? String(name.value) : i}`);
    });
  };
  visit(parseTree(source), '');
  return places;
}

export const line_at = (source: string, at: number): number => source.slice(0, at).split('\n').length;

// Answers of several parts as they are kept: one text each, like any draft.

import { is_record } from '../state/plain';

export interface Line { relation: string; latex: string; reason: string }

function parsed(draft: string): unknown {
  try { return JSON.parse(draft) as unknown; } catch { return null; } // cut off, or of another time: begun anew
}
const text = (value: unknown) => (typeof value === 'string' ? value : '');

export function read_lines(draft: string): Line[] {
  const list = parsed(draft);
  if (!Array.isArray(list)) return [];
  return list.filter(is_record).map((one) => ({ relation: text(one['relation']), latex: text(one['latex']), reason: text(one['reason']) }));
}

/** Steps by id: of those there are, each once. */
export function read_order(draft: string, known: readonly string[]): string[] {
  const list = parsed(draft);
  return Array.isArray(list) ? [...new Set(list.map(text))].filter((id) => known.includes(id)) : [];
}

export function read_blanks(draft: string): Record<string, string> {
  const found = parsed(draft);
  return is_record(found) ? Object.fromEntries(Object.entries(found).map(([id, value]) => [id, text(value)])) : {};
}

/** The same every time, and never the order of the file. */
export function shuffled<T extends { id: string }>(steps: readonly T[]): T[] {
  const weight = (id: string) => [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);
  const mixed = [...steps].sort((a, b) => weight(a.id) - weight(b.id));
  return mixed.length > 1 && mixed.every((step, i) => step === steps[i]) ? mixed.reverse() : mixed;
}

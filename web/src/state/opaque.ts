// Names of options and steps in a build for students, which tell nothing, and what they stand for where the keys are.

import type { Task } from '../engine/types';
import { opaque } from './opaque_name.js';

/** What may be called otherwise: options, reasons, steps, and options of blanks. */
function names_of({ options, steps, derivation, blanks }: Task): string[] {
  const choices = [...options, ...derivation?.reasons ?? []].map(({ value }) => value);
  return [...choices, ...steps.map(({ id }) => id), ...blanks.flatMap(names_of)];
}

function renamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one) => renamed(one, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, renamed(one, names)]));
}

/** An answer as it is kept, with this lab's own names; one that has them already stays as it is. */
export function named_here(task: Task, answer: string): string {
  const names = new Map(names_of(task).map((name) => [opaque(task.id, name), name]));
  if (task.kind === 'choice') return names.get(answer) ?? answer;
  if (names.size === 0 || !['order', 'fill', 'derivation'].includes(task.kind)) return answer;
  try {
    return JSON.stringify(renamed(JSON.parse(answer), names));
  } catch {
    return answer;
  }
}

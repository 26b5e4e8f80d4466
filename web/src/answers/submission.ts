// From what a student wrote to what the engine judges: MathJSON where formulas stand.

import type { SymbolDeclaration, Task } from '../engine/types';
import { load_reader } from './answering';
import type { Unread } from './kinds';
import { read_blanks, read_lines, read_order } from './proof_draft';

export type { Unread } from './kinds';

/** `unread`: the first part that could not be read, and which it is; what stands before it can be judged. */
export interface Submission { json: string; unread: Unread | null; part: number }

const whole = (json: string): Submission => ({ json, unread: null, part: -1 });

/** Names of the scenario that this task uses, and its own; one list for each pair, so that its reader is made once. */
const names_of = new WeakMap<Task, SymbolDeclaration[]>();
export function task_names(task: Task, declared: SymbolDeclaration[]): SymbolDeclaration[] {
  if (task.own.length === 0) return declared;
  const own = new Set(task.own.map(({ name }) => name));
  const found = names_of.get(task) ?? [...declared.filter(({ name }) => !own.has(name)), ...task.own];
  names_of.set(task, found);
  return found;
}

async function lines_of(task: Task, draft: string, declared: SymbolDeclaration[]): Promise<Submission> {
  const read = await load_reader(task_names(task, declared));
  const lines: string[] = [];
  for (const [i, { relation, latex, reason }] of read_lines(draft).entries()) {
    const reading = read(latex);
    if (!reading.ok) return { json: `[${lines.join()}]`, unread: reading, part: i };
    lines.push(`{"relation":${JSON.stringify(relation)},"formula":${reading.json},"reason":${JSON.stringify(reason)}}`);
  }
  return whole(`[${lines.join()}]`);
}

async function blanks_of(task: Task, draft: string, declared: SymbolDeclaration[]): Promise<Submission> {
  const given = read_blanks(draft);
  const parts: string[] = [];
  for (const [i, blank] of task.blanks.entries()) {
    const answer = given[blank.id] ?? '';
    if (answer === '') continue;
    const reading = blank.kind === 'choice' ? { ok: true as const, json: JSON.stringify(answer) }
      : (await load_reader(task_names(blank, declared)))(answer);
    if (!reading.ok) return { json: '', unread: reading, part: i };
    parts.push(`${JSON.stringify(blank.id)}:${reading.json}`);
  }
  return whole(`{${parts.join()}}`);
}

export async function submission_of(task: Task, draft: string, declared: SymbolDeclaration[]): Promise<Submission> {
  switch (task.kind) {
    case 'choice': return whole(draft);
    case 'construct': return whole('');
    case 'order': return whole(JSON.stringify(read_order(draft, task.steps.map(({ id }) => id))));
    case 'derivation': return lines_of(task, draft, declared);
    case 'fill': return blanks_of(task, draft, declared);
    default: {
      const reading = (await load_reader(task_names(task, declared)))(draft);
      return reading.ok ? whole(reading.json) : { json: '', unread: reading, part: -1 };
    }
  }
}

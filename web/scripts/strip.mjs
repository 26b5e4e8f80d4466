// What a student may have of a scenario: all but its solution and what tells an answer.

import { opaque } from '../src/state/opaque_name.js';

const without = (from, ...names) => Object.fromEntries(Object.entries(from).filter(([name]) => !names.includes(name)));
const only = (from, ...names) => Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)));

/** Of a derivation: reasons that break a line or must be given, and an end that is more than a number its goal names. */
const has_keyed_proof = ({ reasons = [], goal = {} }) =>
  reasons.some((reason) => reason.right === false || reason.needed === true) || ('end' in goal && typeof goal.end !== 'number');

/**
 * Whether a task can only be graded by what its own file says. What the engine computes (a `quantity`, a start that lines must
 * keep, the gap of a construct) stays: it says what is asked, not how it is answered.
 */
export function is_keyed(task) {
  switch (task.kind) {
    case 'choice': case 'order': return true;
    case 'formula': case 'number': return 'value' in task;
    case 'fill': return task.blanks.some(is_keyed);
    case 'derivation': return has_keyed_proof(task);
    default: return false;
  }
}

/** `name`: what an option or a step is called from now on; steps stand in the order of these names, which tells nothing. */
function without_keys(task, name) {
  const bare = without(task, 'value');
  const choice = (one) => ({ ...only(one, 'label'), value: name(one.value) });
  if (task.options) bare.options = task.options.map(choice);
  if (task.reasons) bare.reasons = task.reasons.map(choice);
  if (task.steps) bare.steps = task.steps.map((one) => ({ id: name(one.id), text: one.text })).sort((a, b) => (a.id < b.id ? -1 : 1));
  if (task.goal) bare.goal = without(task.goal, 'end');
  return bare;
}

/** Tests, known wrong answers and the reason why go; what is keyed loses its key and is recorded from now on. */
function strip_task(task) {
  const told = without(task, 'tests', 'wrong', 'why');
  const ungraded = task.ungraded === true || is_keyed(task);
  const name = (given) => (task.ungraded === true ? given : opaque(task.id, given)); // what the lecturer reads by hand keeps its names
  const bare = ungraded ? { ...without_keys(told, name), ungraded } : told;
  if (task.blanks) bare.blanks = task.blanks.map((blank) => {
    const kept = without(blank, 'wrong');
    return ungraded ? without_keys(kept, name) : kept;
  });
  return bare;
}

/** The scenario as `./lab build --student` ships it. */
export function strip(scenario) {
  const kept = without(scenario, 'solution');
  return { ...kept, student: true, ...(kept.tasks && { tasks: kept.tasks.map(strip_task) }) };
}

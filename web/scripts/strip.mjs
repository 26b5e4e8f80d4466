// What a student may have of a scenario: all but its solution and what tells an answer.

import { createHash } from 'node:crypto';

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

/** An order that depends on the ids alone, so that the file's own tells nothing. */
function shuffled(steps, salt) {
  const rank = ({ id }) => createHash('sha256').update(`${salt}/${id}`).digest('hex');
  return [...steps].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

function without_keys(task) {
  const bare = without(task, 'value');
  if (task.options) bare.options = task.options.map((one) => only(one, 'value', 'label'));
  if (task.steps) bare.steps = shuffled(task.steps, task.id).map((one) => only(one, 'id', 'text'));
  if (task.reasons) bare.reasons = task.reasons.map((one) => only(one, 'value', 'label'));
  if (task.goal) bare.goal = without(task.goal, 'end');
  return bare;
}

/** Tests, known wrong answers and the reason why go; what is keyed loses its key and is recorded from now on. */
function strip_task(task) {
  const told = without(task, 'tests', 'wrong', 'why');
  const ungraded = task.ungraded === true || is_keyed(task);
  const bare = ungraded ? { ...without_keys(told), ungraded } : told;
  if (task.blanks) bare.blanks = task.blanks.map((blank) => {
    const kept = without(blank, 'wrong');
    return ungraded ? without_keys(kept) : kept;
  });
  return bare;
}

/** The scenario as `./lab build --student` ships it. */
export function strip(scenario) {
  const kept = without(scenario, 'solution');
  return { ...kept, student: true, ...(kept.tasks && { tasks: kept.tasks.map(strip_task) }) };
}

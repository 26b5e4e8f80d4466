// Answers that were recorded and not judged: whoever has the keys judges them later.

import type { Scenarios, TaskProgress } from './progress_file';

/** The last recorded answer, unless it has been judged since; null: none waits. */
export function pending_answer({ attempts }: Pick<TaskProgress, 'attempts'>): string | null {
  const last = attempts.filter(({ status }) => status === 'recorded').at(-1);
  if (last === undefined) return null;
  const judged = attempts.some(({ answer, status }) => answer === last.answer && status !== 'recorded');
  return judged ? null : last.answer;
}

export const is_pending = (task: Pick<TaskProgress, 'attempts'>): boolean => pending_answer(task) !== null;

/** What waits to be judged, by exercise and task. */
export function all_pending(scenarios: Scenarios): { scenario: string; task: string; answer: string }[] {
  return [...scenarios].flatMap(([scenario, { tasks }]) => [...tasks].flatMap(([task, kept]) => {
    const answer = pending_answer(kept);
    return answer === null ? [] : [{ scenario, task, answer }];
  }));
}

// What can be read of a scenario file before the engine has read it.

import type { Text } from '../engine/types';

type Lines = string | string[];
export const joined = (lines: Lines): string => (Array.isArray(lines) ? lines.join('\n') : lines);

/** The statement in both languages; null where the file is not written as it should be, which the engine will say. */
export function statement_of(scenario: string): Text | null {
  try {
    const { statement } = JSON.parse(scenario) as { statement: { en: Lines; de: Lines } };
    return { en: joined(statement.en), de: joined(statement.de) };
  } catch {
    return null;
  }
}

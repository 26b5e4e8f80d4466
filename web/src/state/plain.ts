// What comes from outside, as JSON or a message, before it is known to be anything.

export type Plain = Record<string, unknown>;

export const is_record = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value);

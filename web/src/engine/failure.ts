// What can go wrong on the way to an answer, as the errors that the page has words for.

import { NotLoaded } from './assets';
import { Trap } from './line';
import type { EngineError, Result } from './types';

/** The engine's own no, thrown up to where an answer is awaited. */
export class Refused extends Error {
  readonly error: EngineError;
  constructor(error: EngineError) {
    super(error.message);
    this.error = error;
  }
}

/** Another exercise has been opened meanwhile: nobody waits any more. */
export class Superseded extends Error {}

/** The value; an error is thrown, with what else is known of it. */
export function unwrap<T>(result: Result<T>, params: Record<string, string> = {}): T {
  if (result.ok) return result.value;
  throw new Refused({ ...result.error, params: { ...result.error.params, ...params } });
}

export function failure(error: unknown): EngineError {
  if (error instanceof Refused) return error.error;
  if (error instanceof Superseded) return { code: 'cancelled', message: 'superseded', params: {} };
  if (error instanceof NotLoaded) return { code: 'file-missing', message: error.message, params: { file: error.file, fault: error.fault } };
  if (error instanceof Trap && error.cause_of_death === 'cancelled') return { code: 'cancelled', message: 'cancelled', params: {} };
  return { code: error instanceof Trap ? 'internal' : 'file-missing', message: String(error), params: {} };
}

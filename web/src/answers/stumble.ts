// Where and why a formula cannot be read.

import type { Token } from './tokens';

export type Unreadable = 'empty' | 'gap' | 'numerator' | 'denominator' | 'root' | 'exponent' | 'index' | 'sum' | 'case'
  | 'bracket' | 'operator'
  | 'command' | 'text' | 'comma' | 'limits' | 'extreme' | 'nested' | 'crowded' | 'divided';

/** `meant`: what was probably meant, as LaTeX; then it is asked about. */
export class Stumble extends Error {
  constructor(readonly reason: Unreadable, readonly token: Token | null = null, readonly meant = '') { super(reason); }
}

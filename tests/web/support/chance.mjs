// Chance from a seed, for tests: the same seed, the same choices.

import { generator } from '../../parity/random_settings.mjs';

export function chance(seed) {
  const next = generator(seed);
  const below = (n) => Math.floor(next() * n);
  const one_of = (list) => list[below(list.length)];
  return { next, below, one_of };
}

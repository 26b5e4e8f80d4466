// Chance from a seed, for tests: the same seed, the same choices.

/** Numbers in [0, 1): Mulberry32, T. Ettinger (public domain). */
export function chance(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n) => Math.floor(next() * n);
  const one_of = (list) => list[below(list.length)];
  return { next, below, one_of };
}

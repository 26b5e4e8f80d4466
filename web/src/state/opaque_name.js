// Plain JavaScript: scripts that run in Node without a build use it too.

/**
 * A name in place of one that may tell something ("right", "step-2"): FNV-1a, 32 bits.
 * @param {string} task
 * @param {string} name
 * @returns {string}
 */
export function opaque(task, name) {
  let hash = 0x811c9dc5;
  for (const sign of `${task}/${name}`) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return `n${hash.toString(36)}`;
}

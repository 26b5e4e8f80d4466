// A pointer followed before the frame: raw moves come up to a frame earlier than pointermove, and say all it says.

export function follow(node: Element, move: (event: PointerEvent) => void) {
  const state = { raw: false, move };
  const sooner = (event: Event) => { if (event instanceof PointerEvent) { state.raw = true; state.move(event); } };
  const later = (event: Event) => { if (event instanceof PointerEvent && !state.raw) state.move(event); };
  node.addEventListener('pointerrawupdate', sooner);
  node.addEventListener('pointermove', later);
  return {
    update: (next: (event: PointerEvent) => void) => { state.move = next; },
    destroy: () => { node.removeEventListener('pointerrawupdate', sooner); node.removeEventListener('pointermove', later); },
  };
}

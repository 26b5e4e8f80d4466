// How a drawing listens to a hand: a pointer followed before the frame, a finger held where it drags.

/** Raw moves come up to a frame earlier than pointermove, and say all it says. */
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

/** A finger where `holds` says so drags and does not scroll: on parts of an SVG touch-action is not heard. */
export function hold(node: Element, holds: (touch: Touch) => boolean) {
  const begin = (event: Event) => {
    const touches = event instanceof TouchEvent ? event.targetTouches : [];
    const [finger] = touches;
    if (touches.length === 1 && finger && event.cancelable && holds(finger)) event.preventDefault();
  };
  node.addEventListener('touchstart', begin, { passive: false });
  return { destroy: () => node.removeEventListener('touchstart', begin) };
}

/** Holds a finger on what the selector names. */
export const on_part = (selector: string) => ({ target }: Touch): boolean => target instanceof Element && target.closest(selector) !== null;

// Bringing the items of a list into another order: by a handle that is dragged, or by its arrow keys.

interface Reorder { index: number; move: (from: number, to: number) => void; end?: () => void }

/** On a handle inside an item of a list; the items stand below each other. */
export function reorder(handle: HTMLElement, params: Reorder) {
  let now = params;
  let pointer = -1;
  const items = () => [...(handle.closest('[data-list]')?.children ?? [])].filter((one) => one.hasAttribute('data-item'));
  const to = (index: number) => {
    const place = Math.min(items().length - 1, Math.max(0, index));
    if (place !== now.index) now.move(now.index, place);
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    handle.focus();
    handle.setPointerCapture(event.pointerId);
    pointer = event.pointerId;
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId !== pointer) return;
    const over = items().findIndex((item) => {
      const { top, bottom } = item.getBoundingClientRect();
      return event.clientY >= top && event.clientY < bottom;
    });
    if (over >= 0) to(over);
  };
  const up = (event: PointerEvent) => { if (event.pointerId === pointer) { pointer = -1; now.end?.(); } };
  const key = (event: KeyboardEvent) => {
    const step = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    to(now.index + step);
    requestAnimationFrame(() => handle.focus()); // it went with its item
  };
  handle.addEventListener('pointerdown', down);
  handle.addEventListener('pointermove', move);
  handle.addEventListener('pointerup', up);
  handle.addEventListener('pointercancel', up);
  handle.addEventListener('keydown', key);
  return {
    update: (next: Reorder) => { now = next; },
    destroy: () => {
      handle.removeEventListener('pointerdown', down);
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('pointerup', up);
      handle.removeEventListener('pointercancel', up);
      handle.removeEventListener('keydown', key);
    },
  };
}

/** The list with one item elsewhere. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, i) => i !== from);
  const item = list[from];
  return item === undefined ? [...list] : [...rest.slice(0, to), item, ...rest.slice(to)];
}

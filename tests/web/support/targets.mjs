// WCAG 2.5.8: what is pressed is 24 px large, or stands so far from others that circles of 24 px around them do not meet.

/** Runs in the page. Points of a data set stand where their data are, which the criterion allows. */
export function small_targets(least) {
  const TARGETS = 'button, a[href], select, input, summary, [role=slider], [role=switch], [role=option], .point';
  const cut = (one) => { // by the windows it scrolls in
    const { left, top, right, bottom } = one.getBoundingClientRect();
    const box = { left, top, right, bottom };
    for (let up = one.parentElement; up && up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflowX === 'visible' || up instanceof SVGElement) continue;
      const frame = up.getBoundingClientRect();
      box.left = Math.max(box.left, frame.left); box.right = Math.min(box.right, frame.right);
      box.top = Math.max(box.top, frame.top); box.bottom = Math.min(box.bottom, frame.bottom);
    }
    return box;
  };
  const place = (one) => (one.matches('input[type=checkbox], input[type=radio]') ? one.closest('label') ?? one : one);
  const all = [...document.querySelectorAll(TARGETS)]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && !one.closest('.visually-hidden, math-field')
      && !one.dataset.testid?.startsWith('set-point-') && !one.matches('p a, li a, dd a'))
    .map((one) => ({ one, box: cut(place(one)) })).filter(({ box }) => box.right - box.left > 1 && box.bottom - box.top > 1);
  const whole = ({ one, box }) => { // the rest is scrolled to
    const { width, height } = place(one).getBoundingClientRect();
    return width - (box.right - box.left) < 1 && height - (box.bottom - box.top) < 1;
  };
  const is_small = ({ box }) => box.right - box.left < least - 0.1 || box.bottom - box.top < least - 0.1;
  const name = (one) => (one.getAttribute('aria-label') ?? one.dataset.testid ?? one.textContent).trim().slice(0, 30);
  return all.filter((target) => is_small(target) && whole(target)).flatMap((target) => {
    const { box: { left, top, right, bottom }, one } = target;
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const meets = (other) => {
      if (other === target || other.one.contains(one) || one.contains(other.one)) return false;
      const { box } = other;
      const away = Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
      const apart = Math.hypot(x - (box.left + box.right) / 2, y - (box.top + box.bottom) / 2);
      return away < least / 2 || (is_small(other) && apart < least);
    };
    const near = all.find(meets);
    const size = `${Math.round(right - left)} × ${Math.round(bottom - top)}`;
    return near ? [`${one.localName} “${name(one)}”: ${size}, near “${name(near.one)}”`] : [];
  });
}

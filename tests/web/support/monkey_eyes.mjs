// What the monkey sees of the page. These functions run in the page: each stands alone.

/**
 * One of the page's visible things of a kind, chosen by a number in [0, 1), scrolled into view; null: there is none
 * that a hand could reach. `of`: of n points on it, the places in the window.
 */
export function find_target({ kind, at, points }) {
  const KINDS = {
    button: 'button:enabled, summary, [role=button], [role=tab], [role=option], input[type=radio], input[type=checkbox], label.option',
    slider: 'input[type=range]:enabled',
    number: 'input[type=text]:enabled:not([readonly]), input[type=number]:enabled',
    select: 'select:enabled',
    picture: '.stage canvas, .stage svg[data-picture], .stage svg',
    answer: 'math-field, [data-answer], .task textarea, .task input[type=text]',
    task: '.task button:enabled, .task math-field, .task input, .solution button:enabled, .solution summary',
    link: 'a[href^="#"]',
  };
  // what leads out of the page, or throws work away because one asked for it
  const LEFT_OUT = '[href^="http"], [target=_blank], [data-testid=progress-box] *';
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const modal = document.querySelector('dialog:modal');
  const all = [...(modal ?? document).querySelectorAll(KINDS[kind])].filter((element) => seen(element) && !element.matches(LEFT_OUT));
  const element = all[Math.floor(at * all.length)];
  if (!element) return null;
  element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  const box = element.getBoundingClientRect();
  const places = points.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height]);
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  if (!hit || !(element.contains(hit) || hit.contains(element))) return null; // something lies on it
  const name = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40);
  const near = element.closest('[data-testid]')?.dataset.testid ?? '';
  const options = element instanceof HTMLSelectElement ? [...element.options].map((option) => option.value) : [];
  return { places, options, what: `${element.localName}${element.id ? `#${element.id}` : ''} “${name}” in ${near || 'the page'}` };
}

/** What no student may see: numbers that are none, values that are none, words for objects; and engines that had to be replaced. */
export function find_nonsense() {
  const NONSENSE = /\bNaN\b|\bundefined\b|\[object|\bInfinity\b/;
  const around = (text) => {
    const found = NONSENSE.exec(text ?? '');
    return found ? text.slice(Math.max(0, found.index - 60), found.index + 60).replace(/\s+/g, ' ') : null;
  };
  const finds = [around(document.title)];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const found = around(texts.currentNode.data);
    const element = texts.currentNode.parentElement;
    if (found && !element.closest('.prose, script, style, pre')) finds.push(`${element.localName}: ${found}`); // prose was written so
  }
  for (const element of document.querySelectorAll('input[type=text], input[type=number], [aria-label], [aria-valuetext], [title]')) {
    for (const text of [element.type === 'text' ? element.value : '', element.ariaLabel, element.ariaValueText, element.title]) {
      const found = typeof text === 'string' ? around(text) : null;
      if (found) finds.push(`${element.localName} in ${element.closest('[data-testid]')?.dataset.testid}: ${found}`);
    }
  }
  for (const element of document.querySelectorAll('svg *')) {
    for (const { name, value } of element.attributes)
      if (/NaN|undefined|Infinity/.test(value)) finds.push(`<${element.localName} ${name}="${value.slice(0, 80)}">`);
  }
  for (const notice of document.querySelectorAll('[data-testid=note], [data-testid=error]')) {
    const died = /started again|neu gestartet|cannot do this|schafft die Rechenmaschine nicht/i;
    if (died.test(notice.textContent)) finds.push(notice.textContent);
  }
  return finds.filter(Boolean);
}

/** No bar says that something is still coming. */
export function is_quiet() {
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  return ![...document.querySelectorAll('progress')].some(seen);
}

/** What stands in the controls, and what was answered. */
export function what_stands() {
  // of a series only the number one looks at has a field of its own: that is no setting
  // and of a slider the number: of one that is rounded the thumb may stand a little beside it
  const held = (one) => (one.type === 'checkbox' || one.type === 'radio' ? one.checked : one.ariaValueText ?? one.value);
  const controls = [...document.querySelectorAll('.panel :is(input[id^=control-], input[type=radio], select)')]
    .map((one) => `${one.id || one.name}=${held(one)}`);
  const kept = JSON.parse(localStorage.getItem('relevance-lab.progress') ?? '{"scenarios":{}}');
  return { controls: controls.join('\n'), kept: kept.scenarios };
}

// A hand that types into the answer field, on a keyboard of its own layout.

const LETTERS = Object.fromEntries([...'abcdefghijklmnopqrstuvwxyz'].flatMap((letter) => [
  [letter, { code: `Key${letter.toUpperCase()}` }], [letter.toUpperCase(), { code: `Key${letter.toUpperCase()}`, shift: true }]]));
const digits = (more) => Object.fromEntries([...'0123456789'].map((digit) => [digit, { code: `Digit${digit}`, ...more }]));
const shifted = (keys) => Object.fromEntries(Object.entries(keys).map(([key, code]) => [key, { code, shift: true }]));
const plain = (keys) => Object.fromEntries(Object.entries(keys).map(([key, code]) => [key, { code }]));

/** Which key of the board gives which sign. */
export const LAYOUTS = {
  us: {
    ...digits(), ...plain({ '-': 'Minus', '=': 'Equal', ',': 'Comma', '.': 'Period', '/': 'Slash', ';': 'Semicolon', "'": 'Quote' }),
    ...shifted({ '(': 'Digit9', ')': 'Digit0', '*': 'Digit8', '+': 'Equal', _: 'Minus', '^': 'Digit6', '|': 'Backslash', '<': 'Comma',
      '>': 'Period', ':': 'Semicolon', '!': 'Digit1' }),
  },
  german: {
    ...digits(), ...plain({ '-': 'Slash', ',': 'Comma', '.': 'Period', '+': 'BracketRight', '<': 'IntlBackslash', '^': 'Backquote' }),
    ...shifted({ '(': 'Digit8', ')': 'Digit9', '*': 'BracketRight', _: 'Slash', '/': 'Digit7', '=': 'Digit0', '>': 'IntlBackslash',
      ';': 'Comma', ':': 'Period', "'": 'Backslash', '!': 'Digit1' }),
    '|': { code: 'IntlBackslash', alt_graph: true }, z: { code: 'KeyY' }, y: { code: 'KeyZ' },
  },
  french: {
    ...digits({ shift: true }), ...plain({ '-': 'Digit6', _: 'Digit8', '(': 'Digit5', ')': 'Minus', '*': 'Backslash', ',': 'KeyM',
      ';': 'Comma',
      '=': 'Equal', '<': 'IntlBackslash', '!': 'Slash', ':': 'Period', '^': 'BracketLeft', "'": 'Digit4' }),
    ...shifted({ '/': 'Period', '+': 'Equal', '>': 'IntlBackslash', '.': 'Comma' }), '|': { code: 'Digit6', alt_graph: true },
    a: { code: 'KeyQ' }, q: { code: 'KeyA' }, w: { code: 'KeyZ' }, z: { code: 'KeyW' }, m: { code: 'Semicolon' },
  },
};
const OTHERS = {
  '→': { key: 'ArrowRight', code: 'ArrowRight', windowsVirtualKeyCode: 39 }, '⎋': { key: 'Escape', code: 'Escape',
    windowsVirtualKeyCode: 27 },
  '⌫': { key: 'Backspace', code: 'Backspace', windowsVirtualKeyCode: 8 }, '⏎': { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13,
    text: '\r' },
  ' ': { key: ' ', code: 'Space', text: ' ', windowsVirtualKeyCode: 32 },
};
const ALT_CONTROL = 3, SHIFT = 8; // AltGr is both on Windows

function event_of(sign, layout) {
  if (OTHERS[sign]) return OTHERS[sign];
  const { code, shift = false, alt_graph = false } = { ...LETTERS, ...LAYOUTS[layout] }[sign];
  return { key: sign, code, text: sign, modifiers: alt_graph ? ALT_CONTROL : shift ? SHIFT : 0 };
}

/** A keyboard; `type` sends all keys at once, in order. → is the right arrow, ⎋ Escape, ⌫ Backspace, ⏎ Enter. */
export async function keyboard(page, layout = 'us') {
  const session = await page.context().newCDPSession(page);
  const press = (sign) => {
    const event = event_of(sign, layout);
    return [session.send('Input.dispatchKeyEvent', { type: event.text ? 'keyDown' : 'rawKeyDown', ...event }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event, text: undefined })];
  };
  return { type: (signs) => Promise.all([...signs].flatMap(press)) };
}

/** Opens the task; without waiting for its field. */
export async function open_task(page, task) {
  const card = page.getByTestId(`task-${task}`);
  await card.waitFor();
  const begin = card.locator('button.begin');
  if (await begin.count() > 0) await begin.click();
  return card;
}

/** Into its field, be it there or still loading: a task that opens may have put the focus there itself. */
export function enter(card) {
  return card.locator('[data-answer]').first().evaluate((answer) => answer.querySelector('math-field, [role=textbox], input').focus());
}

/** Opens the task and its field. */
export async function open_field(page, task) {
  const card = await open_task(page, task);
  const waiting = card.getByTestId('answer-waiting');
  await enter(card);
  const field = card.getByTestId('mathfield').first();
  await field.waitFor();
  await waiting.waitFor({ state: 'detached' });
  return field;
}

/** Types into the emptied field. Gives the LaTeX that stands there. */
export async function type_all(board, field, keys) {
  await field.evaluate((element) => { element.focus(); element.value = ''; });
  await board.type(keys);
  return field.evaluate((element) => element.value);
}

/** What makes a line of an exercise's derivation wrong: a summand that its sides may have, most of them of any shape. */
export const too_much = (name) => ({ 'prototype-linear': '+w', 'convolution-kernel': '+10^9' })[name] ?? '+1';

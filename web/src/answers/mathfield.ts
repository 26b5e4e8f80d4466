// The WYSIWYG answer field. Loaded when the first answer is about to be typed.

import 'katex/dist/katex.min.css'; // MathLive draws with KaTeX's fonts
import { MathfieldElement, type VirtualKeyboardLayout } from 'mathlive';
import type { Language } from '../engine/types';
import { key_taker } from './keys';
import { CASE_WORDS } from './tokens';

export interface Typed { name: string; latex: string }

const GREEK = [
  'alpha', 'beta', 'gamma', 'delta', 'epsilon', 'eta', 'theta', 'lambda', 'mu', 'nu', 'sigma', 'tau', 'phi', 'Sigma', 'Phi', 'Omega',
];

/** What a word typed letter by letter becomes, beside the scenario's names. */
const SPOKEN: Record<string, string> = {
  '*': '\\cdot', '<=': '\\le', '>=': '\\ge', '!=': '\\ne', norm: '\\left\\Vert #? \\right\\Vert', relu: '\\operatorname{ReLU}',
  ReLU: '\\operatorname{ReLU}', grad: '\\nabla', nabla: '\\nabla', tilde: '\\tilde{#?}', diag: '\\operatorname{diag}',
  sqrt: '\\sqrt{#?}', sum: '\\sum', max: '\\max', min: '\\min', log: '\\log', ln: '\\ln',
  exp: '\\exp', tanh: '\\tanh', sin: '\\sin', cos: '\\cos',
  ...Object.fromEntries(GREEK.map((letter) => [letter, `\\${letter}`])),
  cases: '\\begin{cases} #? & #? \\\\ #? & #? \\end{cases}',
};

/** Words of a case stay words. */
const CASES = Object.fromEntries(Object.keys(CASE_WORDS).filter((word) => word.length > 2).map((word) => [word, `\\text{${word}}`]));

MathfieldElement.fontsDirectory = null;
MathfieldElement.soundsDirectory = null;

function keyboard(symbols: Typed[]): VirtualKeyboardLayout {
  const own = symbols.map(({ latex }) => latex);
  const rows = Array.from({ length: Math.ceil(own.length / 8) }, (_, i) => own.slice(8 * i, 8 * i + 8));
  return {
    label: 'x', tooltip: 'symbols', rows: [
      ...rows,
      ['7', '8', '9', '[/]', '\\frac{#@}{#0}', '(', ')', '\\sqrt{#0}'],
      ['4', '5', '6', '[*]', '#@^{#?}', '#@^2', '\\left\\Vert#0\\right\\Vert', { label: 'max', insert: '\\max(#0)', class: 'small' }],
      ['1', '2', '3', '[-]', '#@_{#?}', { label: 'min', insert: '\\min(#0)', class: 'small' }, '[left]', '[right]'],
      ['0', '[.]', '=', '[+]', '#@^{\\top}', '#@^{-1}', '[backspace]', '[hide-keyboard]'],
    ],
  };
}

/** A field in the page's language. */
export function make_mathfield(language: Language): MathfieldElement {
  MathfieldElement.locale = language;
  MathfieldElement.decimalSeparator = language === 'de' ? ',' : '.';
  MathfieldElement.keypressVibration = false;
  const field = new MathfieldElement();
  field.mathVirtualKeyboardPolicy = matchMedia('(pointer: coarse)').matches ? 'auto' : 'manual';
  return field;
}

/** What only works once the field stands in the page. */
export function settle_mathfield(field: MathfieldElement, symbols: Typed[], language: Language): (key: string) => boolean {
  const spoken = symbols.filter(({ name }) => /^[A-Za-z]{2,}$/.test(name)).map(({ name, latex }) => [name, latex]);
  field.inlineShortcuts = { ...SPOKEN, ...Object.fromEntries(spoken), ...CASES };
  // on a German keyboard that key is < and >
  field.keybindings = field.keybindings.filter(({ key, command }) => key !== '[IntlBackslash]'
    && !(/Escape/.test(key) && JSON.stringify(command).includes('latex')));
  field.menuItems = [];
  field.smartFence = true;
  field.smartMode = false;
  field.addEventListener('focusin', () => {
    window.mathVirtualKeyboard.layouts = [keyboard(symbols), 'alphabetic'];
    window.mathVirtualKeyboard.addEventListener('geometrychange', make_room);
  });
  const let_be = () => window.mathVirtualKeyboard.removeEventListener('geometrychange', make_room);
  field.addEventListener('focusout', let_be);
  const make_room = () => {
    const { height } = window.mathVirtualKeyboard.boundingRect;
    const root = document.documentElement;
    root.toggleAttribute('data-keyboard', height > 0);
    document.body.style.paddingBottom = height > 0 ? `${height}px` : '';
    if (!field.isConnected) let_be(); // taken away with the focus in it
    else if (height > 0) field.scrollIntoView({ block: 'center' });
  };
  return key_taker(field, new Set(symbols.map(({ name }) => name)), language);
}

/** What was typed before the field came, key by key; words become what they become when typed into it. */
export function type_early(field: MathfieldElement, keys: string[], take: (key: string) => boolean): void {
  const words = Object.keys(field.inlineShortcuts).filter((word) => word.length > 1).sort((a, b) => b.length - a.length);
  for (let i = 0; i < keys.length; ++i) {
    const key = keys[i] ?? '';
    if (key === 'Backspace') field.executeCommand('deleteBackward');
    else if (key === 'ArrowLeft') field.executeCommand('moveToPreviousChar');
    else if (key === 'ArrowRight') field.executeCommand('moveToNextChar');
    else if (key.length > 1) field.insert(key, { selectionMode: 'after' }); // from the list of symbols
    else if (!take(key)) {
      const word = words.find((one) => [...one].every((letter, k) => keys[i + k] === letter));
      const shortcut = word === undefined ? undefined : field.inlineShortcuts[word];
      if (typeof shortcut === 'string') field.insert(shortcut, { selectionMode: shortcut.includes('#?') ? 'placeholder' : 'after' });
      else field.executeCommand(['typedText', key, { simulateKeystroke: true }]);
      if (typeof shortcut === 'string') i += (word ?? '').length - 1;
    }
  }
}

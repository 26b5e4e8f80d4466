// What keys do in the field, beside what MathLive does: brackets close, indices end, exponents end by themselves.

import type { MathfieldElement } from 'mathlive';
import type { Language } from '../engine/types';

/** What the field holds is seen by its atoms alone; MathLive is pinned to a version, and tests watch this. */
interface Atom {
  type: string; value?: string; command?: string; leftDelim?: string; rightDelim?: string;
  parent?: Atom; parentBranch?: string | [number, number]; leftSibling: Atom; hasNoSiblings: boolean;
  branch(name: string): Atom[] | undefined;
}
interface Model {
  at(offset: number): Atom; offsetOf(atom: Atom): number;
  position: number; selectionIsCollapsed: boolean; selectionIsPlaceholder: boolean; mode: string;
}

const model_of = (field: MathfieldElement) => (field as unknown as { _mathfield: { model: Model } })._mathfield.model;

const LEAVES_INDEX = /^[-+*/=<>,;:()[\]{}|^·]$/;
const WAITS = /^(first|mbin|mrel|mopen|mpunct)$/; // after these an operand comes
const content = (atom: Atom, branch: string) => (atom.branch(branch) ?? []).filter(({ type }) => type !== 'first')
  .map(({ value, command }) => value ?? command ?? '').join('');
const is_bar = (atom: Atom | undefined) => atom?.type === 'leftright' && /^(\||\\vert|\\Vert|\\\|)$/i.test(atom.leftDelim ?? '');
const is_norm = (atom: Atom) => /Vert|\\\|/.test(atom.leftDelim ?? '');

/** Puts the caret behind `atom`. */
function behind(field: MathfieldElement, atom: Atom): void {
  field.position = model_of(field).offsetOf(atom);
}

/** Two bars in place of what is selected, the caret between them. */
function enclose(field: MathfieldElement, sign: string): void {
  field.insert(`\\left${sign}\\right${sign}`, { insertionMode: 'replaceSelection', selectionMode: 'after' });
  field.position -= 1;
}

/** |: opens after an operator, closes after an operand; a second one makes it a norm. */
function bar(field: MathfieldElement, second: boolean): void {
  const model = model_of(field), here = model.at(model.position);
  if (second && here.type === 'leftright' && is_norm(here)) return; // the second bar that closes a norm
  const empty = here.type === 'first' && here.hasNoSiblings;
  if (empty && here.parent && is_bar(here.parent) && !is_norm(here.parent)) {
    const from = model.offsetOf(here.parent.leftSibling), to = model.offsetOf(here.parent);
    field.selection = { ranges: [[from, to]] };
    enclose(field, '\\Vert');
    return;
  }
  let open = here.parent;
  while (open && !is_bar(open)) open = open.parent;
  const operand = !WAITS.test(here.type) || (here.type === 'first' && here.parent !== open);
  if (open && operand) { behind(field, open); return; }
  enclose(field, '|');
}

/** An exponent that is nothing but this key: typed, and left. */
function sole_exponent(field: MathfieldElement, key: string, names: Set<string>): boolean {
  const here = model_of(field).at(model_of(field).position), owner = here.parent;
  if (here.parentBranch !== 'superscript' || !owner) return false;
  const before = content(owner, 'superscript');
  const turned = /^[tT]$/.test(key) && !names.has(key) && /^[-−]?$/.test(before);
  const inverse = /^\d$/.test(key) && /^[-−]$/.test(before);
  const sign = before === '' && (key === '*' || key === "'");
  if (!turned && !inverse && !sign) return false;
  field.insert(turned ? '\\top' : key === '*' ? '\\ast' : key, { selectionMode: 'after' });
  behind(field, owner);
  return true;
}

/** Leaves an index that ends before this key. */
function end_index(field: MathfieldElement, key: string): void {
  for (;;) {
    const model = model_of(field), here = model.at(model.position), owner = here.parent;
    if (!owner || here.type === 'first') return;
    const index = here.parentBranch === 'subscript' ? content(owner, 'subscript') : '';
    const big = /^(extensible-symbol|mop|operator)$/.test(owner.type);
    const numbered = /^\d+$/.test(index) && /^[a-zA-Z\\]$/.test(key);
    const sign = /^[-+−*]$/.test(index);
    const ends_index = index !== '' && !big && (LEAVES_INDEX.test(key) || numbered || sign);
    const ends_exponent = here.parentBranch === 'superscript' && /^[,;)\]_=<>]$/.test(key);
    const raised_sign = here.parentBranch === 'superscript' && /^[+*]$/.test(content(owner, 'superscript'));
    if (!ends_index && !ends_exponent && !raised_sign) return;
    behind(field, owner);
  }
}

/** ) ] , ; leave fractions and roots for the bracket they stand in. */
function end_for_bracket(field: MathfieldElement, key: string, language: Language): void {
  const model = model_of(field), here = model.at(model.position);
  if (/^[,;]$/.test(key) && /^\d$/.test(here.value ?? '') && language === 'de') return; // a decimal comma
  let within = here;
  while (within.parent && within.parent.type !== 'leftright') within = within.parent;
  if (within.parent && within !== here && !is_bar(within.parent)) behind(field, within);
}

function space(field: MathfieldElement): void {
  const here = model_of(field).at(model_of(field).position);
  const leaves = /^(superscript|subscript|above|below|body)$/.test(String(here.parentBranch)) && here.parent?.type !== 'leftright';
  if (leaves && here.parent?.parent) field.executeCommand('moveAfterParent');
}

/** x1 is x with the index 1. */
function numbered(field: MathfieldElement, key: string): boolean {
  const here = model_of(field).at(model_of(field).position);
  const letter = here.type === 'mord' && /^\p{L}$/u.test(here.value ?? '') && !here.branch('subscript') && !here.branch('superscript');
  if (!/^\d$/.test(key) || !letter || typeof here.parentBranch !== 'string' || /script/.test(here.parentBranch)) return false;
  field.insert(`_{${key}}`, { selectionMode: 'after' });
  return true;
}

/** A fraction becomes the numerator of the next. */
function divided(field: MathfieldElement): boolean {
  const model = model_of(field), here = model.at(model.position);
  if (here.type !== 'genfrac') return false;
  field.selection = { ranges: [[model.offsetOf(here.leftSibling), model.offsetOf(here)]] };
  field.insert('\\frac{#@}{#?}', { insertionMode: 'replaceSelection', selectionMode: 'placeholder' });
  return true;
}

/** A function that takes keys before the field does; true: the key has done its work. */
export function key_taker(field: MathfieldElement, names: Set<string>, language: Language): (key: string) => boolean {
  let last = '';
  return (key) => {
    const second = key === '|' && last === '|';
    last = key;
    const model = model_of(field);
    if (key === 'Escape') { field.blur(); return true; }
    if (model.mode !== 'math' || key.length !== 1) return false;
    if (key === ' ') { space(field); return true; }
    if (!model.selectionIsCollapsed) { // in a place that waits to be filled, or over what is marked
      if (key !== '|') return false;
      enclose(field, '|');
      return true;
    }
    if (sole_exponent(field, key, names)) return true;
    end_index(field, key);
    if (/^[)\],;]$/.test(key)) end_for_bracket(field, key, language);
    if (key === '|') { bar(field, second); return true; }
    if (key === '/' && divided(field)) return true;
    return numbered(field, key);
  };
}

// One line under a view's title: what to look at now, from the engine's parameters.

import type { Caption, Language, Value } from '../engine/types';
import { format_number, format_percent, format_signed } from './format';

type Params = Record<string, Value>;
type Template = (params: Params, language: Language) => string;

const is_number = (value: Value | undefined): value is number => typeof value === 'number';

function place(params: Params, side: string, language: Language): string | null {
  const row = params[`${side}_row`];
  const column = params[`${side}_column`];
  const value = params[`${side}_value`];
  if (!is_number(row) || !is_number(column) || !is_number(value)) return null;
  const number = format_signed(value, language);
  return language === 'de' ? `Zeile ${row}, Spalte ${column}, ${number}` : `row ${row}, column ${column}, ${number}`;
}

function fill(template: Record<Language, string>, show: Record<string, (value: number, language: Language) => string> = {}): Template {
  return (params, language) => template[language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    return is_number(value) ? (show[name] ?? format_number)(value, language) : String(value ?? '–');
  });
}

const TEMPLATES: Record<string, Template> = {
  strongest: (params, language) => {
    const target = String(params['target'] ?? '');
    const pro = place(params, 'for', language);
    const contra = place(params, 'against', language);
    const words = language === 'de'
      ? { pro: `Am stärksten für ${target}`, contra: 'am stärksten dagegen', none: 'Kein Pixel trägt etwas bei.' }
      : { pro: `Strongest for ${target}`, contra: 'strongest against', none: 'No pixel contributes.' };
    const parts = [pro && `${words.pro}: ${pro}`, contra && `${words.contra}: ${contra}`].filter(Boolean).join('; ');
    return parts === '' ? words.none : `${parts.charAt(0).toUpperCase()}${parts.slice(1)}`;
  },
  scores: fill({
    en: 'The network reads a {winner}, with probability {probability}. Click a class to explain it instead.',
    de: 'Das Netz liest eine {winner}, mit Wahrscheinlichkeit {probability}. Klicke eine Klasse an, um sie stattdessen zu erklären.',
  }, { probability: format_percent }),
  faithfulness: fill({
    en: 'Mean over {count} of {total} digits. The faster the score falls, the more the removed pixels mattered.',
    de: 'Mittel über {count} von {total} Ziffern. Je schneller die Bewertung fällt, desto wichtiger waren die entfernten Pixel.',
  }),
  network_result: fill({ en: 'y = {output}, shared as R₁ = {R1} and R₂ = {R2}', de: 'y = {output}, geteilt in R₁ = {R1} und R₂ = {R2}' }),
  homogeneity_at: fill({ en: 'f({point}) = {output}', de: 'f({point}) = {output}' }),
  prototype_linear: fill({
    en: 'Step {step}: x is {gap} away from x*. Drag x₀, w and the rest.',
    de: 'Schritt {step}: x ist {gap} von x* entfernt. Ziehe x₀, w und den Rest.',
  }),
  prototype_outside: fill({
    en: 'x* = ({x}, {y}) lies outside the picture; x is {gap} away from it.',
    de: 'x* = ({x}; {y}) liegt außerhalb des Bildes; x ist {gap} davon entfernt.',
  }),
  prototypes: fill({
    en: 'Step {step}. Each row knows more about digits than the one above. Click one to see why the network believes it.',
    de: 'Schritt {step}. Jede Zeile weiß mehr über Ziffern als die darüber. Klicke eine an, um zu sehen, warum das Netz ihr glaubt.',
  }),
  prototypes_closed: fill({ en: 'Where the ascent must arrive.', de: 'Wo der Aufstieg ankommen muss.' }),
  taylor: fill({ en: 'f(x) = {f}. Drag μ or x; the bold circle is where f is 0.', de: 'f(x) = {f}. Ziehe μ oder x; auf dem fetten Kreis ist f gleich 0.' }),
  taylor_none: fill({ en: 'f(x) = {f}: no expansion here.', de: 'f(x) = {f}: hier gibt es keine Entwicklung.' }),
};

/** Unknown keys are shown as they are only where they read as words; else nothing. */
export function caption_text(caption: Caption, language: Language): string {
  const template = TEMPLATES[caption.key];
  if (template) return template(caption.params, language);
  if (!caption.key.includes(' ')) return '';
  return fill({ en: caption.key, de: caption.key })(caption.params, language);
}

// One line under a view's title: what to look at now, from the engine's parameters.

import type { Caption, Language, Value } from './engine_types';
import { format_number, format_signed } from './format';

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
};

/** Unknown keys are shown as they are only where they read as words; else nothing. */
export function caption_text(caption: Caption, language: Language): string {
  const template = TEMPLATES[caption.key];
  if (template) return template(caption.params, language);
  if (!caption.key.includes(' ')) return '';
  return caption.key.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = caption.params[name];
    return is_number(value) ? format_number(value, language) : String(value ?? '');
  });
}

// The line under a view's title: the engine's sentence, its numbers as the language writes them.

import type { Caption, EngineError, Language } from '../engine/types';
import { format_number, format_percent, format_signed } from './format';

const WAYS: Record<string, (value: number, language: Language) => string> = { percent: format_percent, signed: format_signed };

/** Fills `{name}`, `{name:percent}` and `{name:signed}`; a name without a value is a dash. */
export function fill_text(text: string, params: Record<string, number | string>, language: Language): string {
  return text.replace(/\{(\w+)(?::(\w+))?\}/g, (_, name: string, way: string | undefined) => {
    const value = params[name];
    return typeof value === 'number' ? (WAYS[way ?? ''] ?? format_number)(value, language) : String(value ?? '–');
  });
}

export function caption_text(caption: Caption, language: Language): string {
  return fill_text(caption.text[language] || caption.text.en, caption.params, language);
}

/** What the engine says of its own problem, if it does; numbers among its params are written as such. */
export function problem_text(error: EngineError, language: Language): string {
  const text = error.text?.[language] || error.text?.en || '';
  const params = Object.fromEntries(Object.entries(error.params).map(([name, value]) =>
    [name, value !== '' && Number.isFinite(Number(value)) ? Number(value) : value]));
  return fill_text(text, params, language);
}

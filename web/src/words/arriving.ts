// What is loading, and how much of it has come.

import type { Arrivals } from '../engine/arrivals';
import { is_engine } from '../engine/assets';
import type { Language } from '../engine/types';
import { DICTIONARY, fill } from './dictionary';
import { format_number } from './format';

const kilobytes = (bytes: number, language: Language) => format_number(Math.round(bytes / 1024), language);

/** `now` null: nothing is under way any more, the engine starts. */
export function arriving_text(now: Arrivals | null, language: Language): string {
  const words = DICTIONARY[language].arriving;
  if (!now || now.total === 0) return words.starting;
  const path = now.waiting_for;
  const what = is_engine(path) ? words.engine : /\.(onnx|npy)$/.test(path) ? words.model : words.data;
  return fill(words.of, { what, done: kilobytes(now.received, language), total: kilobytes(now.total, language) });
}

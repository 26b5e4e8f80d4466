// What of the kept progress could not be read: put aside as it was, never thrown away unasked.

import { forget, recall, remember } from './storage';

const KEY = 'progress-aside';
const OLDER_KEY = 'progress-unreadable'; // a whole file, from before its parts were told apart

export function recall_aside(): string[] {
  const text = recall(KEY);
  if (text === null) return [];
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [text];
  } catch {
    return [text];
  }
}

export function recall_older(): string | null { return recall(OLDER_KEY); }

export function keep_aside(texts: readonly string[]): void {
  forget(OLDER_KEY);
  if (texts.length === 0) forget(KEY);
  else remember(KEY, JSON.stringify(texts));
}

// The way through the exercises: what stands before and after one, where to go on, what a search finds.

import { catalogue, type Card } from 'virtual:lab';
import type { Language, Text } from '../engine/types';
import type { Progress } from './progress.svelte';

export function neighbours(name: string): { before: Card | null; after: Card | null } {
  const at = catalogue.findIndex((card) => card.name === name);
  return { before: catalogue[at - 1] ?? null, after: at < 0 ? null : catalogue[at + 1] ?? null };
}

export const solved_of = (card: Card, record: Progress) => Math.min(card.tasks, record.solved(card.name));
const open_still = (card: Card, record: Progress) => solved_of(card, record) < card.tasks;

/** What was opened last, while something is open in it; else the first that is not solved. Null: all is. */
export function where_to_go_on(last: string | null, record: Progress): Card | null {
  const open = catalogue.filter((card) => open_still(card, record));
  return open.find((card) => card.name === last) ?? open[0] ?? null;
}

const folded = (text: string) => text.normalize('NFKD').replace(/\p{Mark}/gu, '').toLocaleLowerCase();
const all_of = ({ en, de }: Text, language: Language) => (language === 'de' ? `${de} ${en}` : en);

/** The exercises that hold every word looked for; a German reader may look for the field's English terms. */
export function found(cards: readonly Card[], search: string, language: Language): readonly Card[] {
  const words = folded(search).split(/\s+/).filter((word) => word !== '');
  const text = (card: Card) => folded([card.title, card.chapter, card.summary].map((one) => all_of(one, language)).join(' '));
  return cards.filter((card) => words.every((word) => text(card).includes(word)));
}

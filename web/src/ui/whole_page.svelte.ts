// What the document shows of the lab, and the keys that work everywhere in it.

import { apply_theme } from '../marks/colours';
import type { Lab } from '../state/lab.svelte';
import { say } from '../views/fields';

/** Theme, language and title follow the lab. To be called while a component starts. */
export function keep_page(lab: Lab): void {
  $effect.pre(() => apply_theme(lab.theme, document.documentElement));
  $effect(() => {
    document.documentElement.lang = lab.language;
    document.title = lab.card ? `${say(lab.card.title, lab.language)} · ${lab.words.name}` : lab.words.name;
  });
}

const typing = (target: EventTarget | null) => target instanceof HTMLInputElement && target.type === 'text';

/** Undo, redo, and ? for help. */
export function keys(lab: Lab, help: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    const letter = event.key.toLowerCase();
    if (typing(event.target)) return;
    if (event.key === '?') { help(); return; }
    if (!(event.ctrlKey || event.metaKey) || lab.scenario === null) return;
    if (letter === 'z') { event.preventDefault(); if (event.shiftKey) lab.redo(); else lab.undo(); }
    if (letter === 'y') { event.preventDefault(); lab.redo(); }
  };
}

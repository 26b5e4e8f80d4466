// What a visitor prefers, remembered between visits: language, theme, colours of relevance.

import { make_scheme, PALETTES, type Palette, type Scheme, type Theme } from '../marks/colours';
import { paper } from '../marks/paper.svelte';
import type { Language } from '../engine/types';
import { DICTIONARY, type Words } from '../words/dictionary';
import { recall, remember } from './storage';

export type ThemeChoice = 'auto' | Theme;

const LANGUAGES: readonly Language[] = ['en', 'de'];
const THEMES: readonly ThemeChoice[] = ['auto', 'light', 'dark'];
/** How the page looks, as a link may say it; what it leaves out stays. */
export interface Looks { language?: string | null; theme?: string | null; palette?: string | null }

const dark_media = matchMedia('(prefers-color-scheme: dark)');

function one_of<T extends string>(choices: readonly T[], text: string | null, otherwise: T): T {
  return choices.find((choice) => choice === text) ?? otherwise;
}

export class Preferences {
  language = $state<Language>('en');
  theme_choice = $state<ThemeChoice>('auto');
  palette = $state<Palette>('red-blue');
  system_dark = $state(dark_media.matches);
  theme = $derived<Theme>(paper.printing ? 'light'
    : this.theme_choice === 'auto' ? (this.system_dark ? 'dark' : 'light') : this.theme_choice);
  scheme = $derived<Scheme>(make_scheme(this.theme, this.palette, paper.printing));
  words = $derived<Words>(DICTIONARY[this.language]);

  /** Aborted: it hears nothing of the window any more. */
  protected readonly ended = new AbortController();

  constructor() {
    this.theme_choice = one_of(THEMES, recall('theme'), 'auto');
    this.palette = one_of(PALETTES, recall('palette'), 'red-blue');
    this.language = one_of(LANGUAGES, recall('language'), navigator.language.startsWith('de') ? 'de' : 'en');
    dark_media.addEventListener('change', () => { this.system_dark = dark_media.matches; }, { signal: this.ended.signal });
  }

  /** As a link wants it; the visitor's own choice stays remembered. */
  show_as({ language = null, theme = null, palette = null }: Looks): void {
    this.language = one_of(LANGUAGES, language, this.language);
    this.theme_choice = one_of(THEMES, theme, this.theme_choice);
    this.palette = one_of(PALETTES, palette, this.palette);
  }

  choose(key: 'language' | 'theme' | 'palette', value: string): void {
    remember(key, value);
    if (key === 'language') this.language = one_of(LANGUAGES, value, this.language);
    else if (key === 'theme') this.theme_choice = one_of(THEMES, value, 'auto');
    else this.palette = one_of(PALETTES, value, 'red-blue');
  }
}

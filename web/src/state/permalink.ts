// State ↔ permalink, from one property table. Works in location.hash, so from file:// too.

import type { Control, Language, Value } from '../engine/types';
import { decode_drawing, encode_drawing } from './drawing';
import type { Looks } from './preferences.svelte';
import { initial_settings, set_drawing, set_value, type Settings } from './settings';
import { is_showing } from './showing.svelte';
import { equal_values, fits, is_array } from './values';

/** What a link says beside the settings: no control may be called so. course/plan.ts reads what an embedding says. */
export const OPTIONS: readonly string[] = ['v', 'embed', 'lang', 'controls', 'solutions', 'theme', 'palette', 'show'];

export interface Link { scenario: string | null; query: URLSearchParams }

interface Property {
  key: string;
  write(settings: Settings): string | null; // null: as declared, leave it out
  read(settings: Settings, text: string): Settings | null; // null: it does not fit
}

function encode(value: Value): string {
  if (Array.isArray(value)) return value.join('~');
  if (is_array(value)) return `${value.shape.join('x')}:${Array.from(value.values).join('_')}`;
  return typeof value === 'boolean' ? (value ? '1' : '0') : String(value);
}

function decode(control: Control, text: string): Value | undefined {
  switch (control.kind) {
    case 'slider': case 'seed': case 'step': case 'run': case 'index': return text.trim() === '' ? undefined : Number(text);
    case 'choice': return text;
    case 'toggle': return text === '1' ? true : text === '0' ? false : undefined;
    case 'layer-rules': return text.split('~');
    default: {
      const [shape = '', numbers = ''] = text.split(':');
      return { shape: shape.split('x').map(Number), values: Float64Array.from(numbers === '' ? [] : numbers.split('_'), Number) };
    }
  }
}

function property(controls: Control[], control: Control): Property {
  const key = control.name;
  if (control.kind === 'image') {
    return {
      key,
      write: (settings) => encode_drawing(settings.drawings[key] ?? []) || null,
      read: (settings, text) => {
        const drawing = decode_drawing(text);
        return drawing === null || drawing.length === 0 ? null : set_drawing(settings, controls, key, drawing);
      },
    };
  }
  return {
    key,
    write: (settings) => {
      const value = settings.values[key] ?? control.initial;
      return equal_values(value, control.initial) ? null : encode(value);
    },
    read: (settings, text) => {
      const value = decode(control, text);
      return fits(control, value) ? set_value(settings, controls, key, value) : null;
    },
  };
}

/** The table: one line a control; drawings last, for they decide against a picked index. */
function properties(controls: Control[]): Property[] {
  const kept = controls.filter((control) => control.kind !== 'action');
  const order = (control: Control) => (control.kind === 'image' ? 1 : 0);
  return kept.sort((a, b) => order(a) - order(b)).map((control) => property(controls, control));
}

export function read_link(hash: string): Link {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  return { scenario: /^[a-z0-9-]+$/.test(path) ? path : null, query: new URLSearchParams(query) };
}

const LOOKS = { language: 'lang', theme: 'theme', palette: 'palette' } as const;
interface Sent { language: Language; theme_choice: string; palette: string; showing: { write(): string } }
const VERSION = '1'; // of links; one of another version is read as far as it is understood

export function read_looks({ query }: Link): Looks {
  return { language: query.get(LOOKS.language), theme: query.get(LOOKS.theme), palette: query.get(LOOKS.palette) };
}

/** The language always, so that it is read as it was sent; colours, and how one looks at it, where they were chosen. */
export function write_looks({ language, theme_choice, palette, showing }: Sent): string {
  const looks = new URLSearchParams({ v: VERSION, [LOOKS.language]: language });
  if (theme_choice !== 'auto') looks.set(LOOKS.theme, theme_choice);
  if (palette !== 'red-blue') looks.set(LOOKS.palette, palette);
  const shown = showing.write();
  if (shown !== '') looks.set('show', shown);
  return looks.toString();
}

/** Whether a link leaves all as declared. */
export const sets_nothing = (link: Link) => [...link.query.keys()].every((key) => OPTIONS.includes(key));

/** The settings of a link, and the names in it that say nothing here: what they stand for stays as declared. */
export function read_settings(controls: Control[], link: Link): { settings: Settings; dropped: string[] } {
  const known = properties(controls);
  const keys = new Set(known.map((item) => item.key).concat(OPTIONS));
  const dropped = [...new Set(link.query.keys())].filter((key) => !keys.has(key));
  if (!is_showing(link.query.get('show'))) dropped.push('show');
  if ((link.query.get('v') ?? VERSION) !== VERSION) dropped.push('v');
  const settings = known.reduce((so_far, item) => {
    const text = link.query.get(item.key);
    const read = text === null ? so_far : item.read(so_far, text);
    if (read === null) dropped.push(item.key);
    return read ?? so_far;
  }, initial_settings(controls));
  return { settings, dropped };
}

/** `options`: looks, or what an embedding says; they stand in front. */
export function write_link(scenario: string, controls: Control[], settings: Settings, options = ''): string {
  const query = new URLSearchParams(options);
  for (const item of properties(controls)) {
    const text = item.write(settings);
    if (text !== null) query.set(item.key, text);
  }
  const text = query.toString();
  return `#/${scenario}${text === '' ? '' : `?${text}`}`;
}

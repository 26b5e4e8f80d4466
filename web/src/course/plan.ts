// What an embedding asks for: exercise, parts shown, language, theme. Of a frame it stands in the address
// (#/lrp-min-networks?embed&controls=off&lang=de&a1=3), of a package for a gradebook at the document's root.

import type { ThemeChoice } from '../state/preferences.svelte';
import { OPTIONS, read_link } from '../state/permalink';
import type { Language } from '../engine/types';
import type { Fault } from './gradebook';

export interface Plan {
  /** Which exercises count, in order. A frame has one. */
  scenarios: readonly string[];
  controls: boolean;
  solutions: boolean;
  language: Language | null; // null: as the browser prefers
  theme: ThemeChoice | null;
  /** The options as they stay in the address, without settings. */
  options: string;
  faults: readonly Fault[];
}

/** Of each option, what it may be; web/scripts/scorm.mjs and relevance-lab.js know them too. */
export const EXPECTED = {
  embed: ['', '1', 'on'], lang: ['en', 'de'], controls: ['on', 'off'], solutions: ['on', 'off'], theme: ['auto', 'light', 'dark'],
} as const satisfies Record<string, readonly string[]>;
type Option = keyof typeof EXPECTED;

interface Package { scenarios: string[]; options: string }

/** What the build wrote at the root of a package; null where it is none. */
function read_package(text: string | undefined): Package | null {
  if (!text) return null;
  const { scenarios, options } = JSON.parse(text) as Package;
  return { scenarios, options };
}

/** `packed`: the root's data-course. An option that is none of those expected counts as not given, and is told. */
export function read_plan(hash: string, packed?: string): Plan {
  const built = read_package(packed);
  const link = read_link(hash);
  const query = built ? new URLSearchParams(built.options) : link.query;
  const given = new URLSearchParams();
  const faults: Fault[] = [];
  const take = <K extends Option>(name: K): (typeof EXPECTED)[K][number] | null => {
    const text = query.get(name);
    if (text === null) return null;
    const known = EXPECTED[name].find((one) => one === text);
    if (known === undefined) faults.push({ code: 'course-bad-option', params: { name, given: text, expected: EXPECTED[name].join(', ') } });
    else given.set(name, text);
    return known ?? null;
  };
  take('embed');
  const [language, theme, controls, solutions] = [take('lang'), take('theme'), take('controls'), take('solutions')];
  const scenarios = built ? built.scenarios : link.scenario === null ? [] : [link.scenario];
  if (!built) given.set('embed', given.get('embed') ?? '');
  return {
    scenarios, language, theme, controls: controls !== 'off', solutions: solutions !== 'off', options: given.toString(), faults,
  };
}

/** The settings alone of a link's query: what a control is called after. */
export function settings_of(hash: string): string {
  const { query } = read_link(hash);
  for (const option of OPTIONS) query.delete(option);
  return query.toString();
}

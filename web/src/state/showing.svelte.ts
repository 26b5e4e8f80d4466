// How one looks at what is set: the tab of a phone, tables in place of pictures, common scales, the drawing under its relevance.
// A link that is sent says it; the address does not.

import { recall_here, remember_here } from './storage';

const OPENING = 'explore';
const PART = /^(?:overlay\.(?:0(?:\.\d+)?|1)|(?:tab|table|shared|own)\.[a-z][\w-]*)$/i;
const parts_of = (text: string | null): string[] => (text ?? '').split('~').filter((part) => part !== '');

/** Whether all that a link says of it can be read. */
export const is_showing = (text: string | null): boolean => parts_of(text).every((part) => PART.test(part));

export class Showing {
  #tab = $state(OPENING);
  #kept = ''; // under which a tab is remembered
  tables = $state.raw<readonly string[]>([]);
  shared = $state.raw<Readonly<Record<string, boolean>>>({}); // by scale group, where it was chosen
  overlay = $state(1); // share of the relevance over what it explains

  get tab(): string { return this.#tab; }
  set tab(name: string) {
    this.#tab = name;
    remember_here(this.#kept, name);
  }

  /** Of an exercise that is opened: as it was left, and as a link says. */
  begin(scenario: string, text: string | null): void {
    this.#kept = `tab ${scenario}`;
    this.#tab = recall_here(this.#kept) ?? OPENING;
    this.tables = [];
    this.read(text);
  }

  share(group: string, shared: boolean): void { this.shared = { ...this.shared, [group]: shared }; }
  turn(view: string): void {
    this.tables = this.tables.includes(view) ? this.tables.filter((one) => one !== view) : [...this.tables, view];
  }

  /** As `read` takes it; empty where nothing was chosen. */
  write(): string {
    const scales = Object.entries(this.shared).map(([group, shared]) => `${shared ? 'shared' : 'own'}.${group}`);
    return [...(this.#tab === OPENING ? [] : [`tab.${this.#tab}`]), ...this.tables.map((view) => `table.${view}`), ...scales,
      ...(this.overlay === 1 ? [] : [`overlay.${this.overlay}`])].join('~');
  }

  /** Takes what it understands. */
  read(text: string | null): void {
    for (const part of parts_of(text).filter((one) => PART.test(one))) {
      const [what, value] = [part.slice(0, part.indexOf('.')), part.slice(part.indexOf('.') + 1)];
      if (what === 'overlay') this.overlay = Number(value);
      else if (what === 'tab') this.#tab = value;
      else if (what === 'table') this.tables = [...new Set([...this.tables, value])];
      else this.share(value, what === 'shared');
    }
  }
}

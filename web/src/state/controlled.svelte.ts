// What the controls of an exercise stand at: set, undone, left to chance; and the links that say it.

import type { Control, Value, Values } from '../engine/types';
import type { Drawing } from './drawing';
import { write_link, write_looks } from './permalink';
import {
  advance_history, initial_settings, redo, set_drawing, set_value, set_values, start_history, undo, type History, type Settings,
} from './settings';
import { Showing } from './showing.svelte';
import { Shown } from './shown.svelte';
import { surprise } from './surprise';

export abstract class Controlled extends Shown {
  scenario = $state<string | null>(null);
  controls = $state.raw<Control[]>([]);
  history = $state.raw<History>(start_history(initial_settings([])));
  readonly showing = new Showing();
  #surprises = 0; // since it was opened

  get settings(): Settings { return this.history.now; }

  /** Something was set: it is to be shown. `only_looks`: what was stopped stays so. */
  protected abstract replace(history: History, only_looks?: boolean): void;

  protected override clear(): void {
    super.clear();
    this.#surprises = 0;
  }

  #change(now: Settings, gesture = '', only_looks = false): void {
    if (now !== this.settings) this.replace(advance_history(this.history, now, gesture), only_looks);
  }

  set(name: string, value: Value, gesture = ''): void { this.#change(set_value(this.settings, this.controls, name, value), gesture); }

  /** Several at once, as one step back. */
  set_all(values: Values, gesture = ''): void { this.#change(set_values(this.settings, this.controls, values), gesture); }

  /** As set_all, of what only changes where one looks. */
  look_at(values: Values): void { this.#change(set_values(this.settings, this.controls, values), '', true); }

  draw(name: string, drawing: Drawing, gesture = ''): void {
    this.replace(advance_history(this.history, set_drawing(this.settings, this.controls, name, drawing), gesture));
  }

  /** The next change is a step of its own. */
  end_gesture(): void { this.history = { ...this.history, gesture: '' }; }

  /** All as declared, as one step back. */
  reset(): void { this.replace(advance_history(this.history, initial_settings(this.controls))); }

  /** Settings by chance; the next time others, and the same ones after each opening. */
  surprise(): void { this.set_all(surprise(this.controls, this.disabled.map(({ name }) => name), ++this.#surprises)); }

  undo(): void { this.replace(undo(this.history)); }
  redo(): void { this.replace(redo(this.history)); }

  /** The address that brings back exactly this, language included. */
  permalink(): string {
    const hash = this.scenario === null ? '#/' : write_link(this.scenario, this.controls, this.settings, write_looks(this));
    return new URL(hash, location.href).href;
  }

  /** How all is set, as it stands in a link. */
  query(): string { return write_link('', this.controls, this.settings).replace(/^#\/\??/, ''); }
}

// What stands on the page, as the engine's frames say: pictures, checks, numbers, and what stands in their way.

import type { Check, Control, EngineError, Frame, NumberArray, Text, View } from '../engine/types';
import { merge_views } from './frames';
import { Preferences } from './preferences.svelte';

export class Shown extends Preferences {
  views = $state.raw<View[]>([]);
  checks = $state.raw<Check[]>([]);
  quantities = $state.raw<Record<string, NumberArray>>({});
  withheld = $state.raw<string[]>([]); // views that hold nothing now: something stands in the way
  disabled = $state.raw<Frame['disabled']>([]);
  notices = $state.raw<Text[]>([]);
  error = $state.raw<EngineError | null>(null);
  empty = $state(false);
  /** The drawings that are missing then. */
  empty_controls = $state.raw<string[]>([]);
  reached = $state(0); // the step an iterated run stands at
  progress = $state(1);
  progress_label = $state.raw<Text>({ en: '', de: '' });
  outdated = $state(false); // an error: what is shown are the last good pictures
  /** The pictures are those the build left: the engine has not answered yet. */
  foreseen = $state(false);
  acting = $state<string[]>([]); // actions under way
  arrived = $state(''); // the view an action brought, to be looked at now

  /** The build has seen where the first run leads: its pictures stay until that is reached. */
  protected ahead = false;

  /** Nothing stands. */
  protected clear(): void {
    this.views = [];
    this.checks = [];
    this.quantities = {};
    this.error = null;
    this.reached = 0;
    this.empty = this.outdated = this.foreseen = this.ahead = false;
  }

  /** Shows what a frame holds; the controls it declares anew, if it does. */
  protected take(frame: Frame): Control[] {
    const known = new Set(this.views.map((view) => view.id));
    this.views = merge_views(this.views, { ...frame, partial: frame.partial || this.ahead });
    if (frame.done) this.ahead = false;
    this.progress = frame.progress;
    this.progress_label = frame.progress_label;
    if (this.acting.length > 0) this.arrived = this.views.find((view) => !known.has(view.id))?.id ?? this.arrived;
    if (frame.partial) this.quantities = { ...this.quantities, ...frame.quantities };
    else this.#take_whole(frame);
    if (!this.outdated) this.reached = frame.step;
    if (frame.done) this.acting = [];
    return frame.partial ? [] : frame.controls;
  }

  #take_whole(frame: Frame): void {
    const given = new Set(frame.views.map((view) => view.id));
    this.outdated = frame.problem !== null && frame.views.length === 0;
    const withholds = frame.problem !== null && !this.outdated && frame.problem.code !== 'empty-image';
    this.withheld = withholds ? this.views.map((view) => view.id).filter((id) => !given.has(id)) : [];
    if (!this.outdated && frame.problem?.code !== 'empty-image') this.checks = frame.checks;
    if (!this.outdated) this.quantities = frame.quantities;
    this.disabled = frame.disabled;
    this.notices = frame.notices;
    this.empty = frame.problem?.code === 'empty-image';
    this.empty_controls = (frame.problem?.params['control'] ?? '').split(' ');
    this.error = this.empty ? null : frame.problem;
  }

  /** `untouched`: what stands is still what is set. */
  protected fail(error: EngineError, untouched: boolean): void {
    this.acting = [];
    this.empty = error.code === 'empty-image';
    this.error = this.empty ? null : error;
    this.outdated = !this.empty && this.views.length > 0 && !untouched;
  }
}

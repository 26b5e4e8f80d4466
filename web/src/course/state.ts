// What a course keeps: how each exercise is set, as in its link, and what was answered, as in a progress file.

import { is_record } from '../state/plain';
import { read_progress, write_progress, type Scenarios } from '../state/progress_file';

/** `settings`: by exercise, the query of its link. */
export interface State { settings: ReadonlyMap<string, string>; progress: Scenarios }

const FORMAT = 'relevance-lab-state';
const VERSION = 1;

export const nothing = (): State => ({ settings: new Map(), progress: new Map() });

/** As plain data, which a message can carry and JSON can hold. */
export interface PlainState { format: string; version: number; settings: Record<string, string>; progress: unknown }

export function write_state({ settings, progress }: State): PlainState {
  return {
    format: FORMAT, version: VERSION, settings: Object.fromEntries(settings), progress: JSON.parse(write_progress(progress)) as unknown,
  };
}

/** Also from JSON text, as some hosts keep it. What is damaged in it costs itself alone; null: none of ours, or newer. */
export function read_state(given: unknown): State | null {
  let plain = given;
  if (typeof given === 'string') {
    try { plain = JSON.parse(given); } catch { return null; }
  }
  if (!is_record(plain) || plain['format'] !== FORMAT || plain['version'] !== VERSION) return null;
  const read = read_progress(JSON.stringify(plain['progress'] ?? null));
  const settings = is_record(plain['settings']) ? Object.entries(plain['settings']) : [];
  return {
    settings: new Map(settings.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
    progress: typeof read === 'string' ? new Map() : read.scenarios,
  };
}

/** Whether a host says that it has kept nothing yet. */
export function is_nothing(given: unknown): boolean {
  if (given === undefined || given === null || given === '' || given === '{}' || given === 'null') return true;
  return is_record(given) && Object.keys(given).length === 0;
}

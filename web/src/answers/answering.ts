// What answering takes, loaded together when the first field is focused; and the reader once more per scenario.

import type { Name, Reader } from './kinds';

export function load_field(): Promise<typeof import('./mathfield')> {
  return import('./mathfield');
}

const readers = new WeakMap<object, Promise<Reader>>();

/** The reader for these names; asked for early, it is there when the answer is handed in. */
export function load_reader(names: Name[]): Promise<Reader> {
  const found = readers.get(names) ?? import('./kinds').then(({ make_reader }) => make_reader(names));
  readers.set(names, found);
  found.catch(() => readers.delete(names));
  return found;
}

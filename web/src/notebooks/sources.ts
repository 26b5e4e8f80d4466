// What the lines of a template are filled with: `#: control NAME`, `#: quantity NAME`, `#: view ID FIELD`,
// `#: config NAME` of the experiment, `#: file NAME` a file (a name, {control}s in it, or that of a config field),
// `#: digits IMAGES LABELS CLASS COUNT` the first so many images of a class, as bytes. With `… if CONTROL=VALUE` only where
// that control holds that, else None.

import type { Control, Language, NumberArray, Picture, Text, Value, Values, View } from '../engine/types';
import { digits_of_class } from './digit_files';

export interface Subject {
  /** Of the experiment, and its configuration in the scenario file. */
  kind: string; config: Record<string, unknown>;
  title: Text; statement: Text; language: Language;
  /** The address that brings these settings back. */
  link: string;
  controls: Control[]; values: Values; quantities: Record<string, NumberArray>; views: View[];
  /** A file's bytes, by its name relative to examples/. */
  asset(name: string): Promise<Uint8Array>;
}

type Filling = Value | NumberArray | Picture | Uint8Array | readonly unknown[] | null | undefined;

function control_value({ controls, values }: Subject, name: string): Value {
  const value = values[name] ?? controls.find((control) => control.name === name)?.initial;
  if (value === undefined) throw new Error(`a template asks for the control "${name}", expected one of this exercise`);
  return value;
}

function config_value({ config }: Subject, name: string): Filling {
  const value = config[name];
  return typeof value === 'string' || typeof value === 'number' || Array.isArray(value) ? value : null;
}

function view_value({ views }: Subject, id: string, field: string): Filling {
  const fields: Record<string, unknown> = { ...views.find((view) => view.id === id)?.fields };
  const value = fields[field];
  return value === undefined ? null : value as Filling;
}

/** The name of a file: as a field of the experiment says, or with controls in it. */
function file_name(subject: Subject, words: string): string {
  const named = subject.config[words];
  if (typeof named === 'string') return named;
  return words.replace(/\{(\w+)\}/g, (_, control: string) => String(control_value(subject, control)));
}

export async function source_value(subject: Subject, source: string, words_given: string): Promise<Filling> {
  const [words = '', condition] = words_given.split(' if ');
  const [asked = '', wanted = ''] = condition?.split('=') ?? [];
  if (condition !== undefined && control_value(subject, asked) !== wanted) return null;
  const [first = '', second = '', third = '', fourth = ''] = words.split(' ');
  switch (source) {
    case 'control': return control_value(subject, first);
    case 'quantity': return subject.quantities[first];
    case 'view': return view_value(subject, first, second);
    case 'config': return config_value(subject, first);
    case 'file': return subject.asset(file_name(subject, first));
    case 'digits': {
      const [images, labels] = await Promise.all([first, second].map((name) => subject.asset(file_name(subject, name))));
      const count = Number(control_value(subject, fourth));
      return images && labels ? digits_of_class(images, labels, String(control_value(subject, third)), count) : null;
    }
    default: throw new Error(`a template asks for "${source}", expected control, quantity, view, config, file or digits`);
  }
}

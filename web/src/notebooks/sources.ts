// What the lines of a template are filled with: `#: control NAME`, `#: quantity NAME`, `#: view ID FIELD`,
// `#: config NAME` of the experiment, `#: file NAME` a file (a name, {control}s in it, or that of a config field),
// `#: picture ID` a few pixels of a map over two axes, `#: across ID` and `#: upwards ID` where they lie;
// `#: digits IMAGES LABELS CLASS COUNT` the first so many images of a class, as bytes. With `… if CONTROL=VALUE` only where
// that control holds that, else None.

import type { Control, Language, NumberArray, Picture, Text, Value, Values, View } from '../engine/types';
import { size_of } from '../views/fields';
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

const SAMPLES = 8; // pixels of a map along each axis

/** Places of some pixels along an axis, as shares of its length in pixels. */
function sampled(length: number): number[] {
  const count = Math.min(SAMPLES, length);
  return Array.from({ length: count }, (_, k) => Math.floor(((k + 0.5) * length) / count));
}

/** Of a plane or a field, some of its pixels, or where they lie along an axis; null where there is none. */
function map_value({ views }: Subject, id: string, asked: string): Filling {
  const view = views.find((one) => one.id === id);
  if (view === undefined || (view.kind !== 'plane' && view.kind !== 'field')) return null;
  const { values, x_range, y_range } = view.fields;
  const { rows, columns } = size_of(values);
  if (asked === 'picture') {
    const some = sampled(rows).flatMap((row) => sampled(columns).map((column) => values.values[row * columns + column] ?? NaN));
    return { shape: [sampled(rows).length, sampled(columns).length], values: Float32Array.from(some) };
  }
  const [{ values: [low = 0, high = 1] }, length] = asked === 'across' ? [x_range, columns] : [y_range, rows];
  const places = sampled(length).map((place) => Number((low + ((place + 0.5) / length) * (high - low)).toPrecision(12)));
  return { shape: [places.length], values: Float64Array.from(places) };
}

const with_controls = (subject: Subject, words: string): string =>
  words.replace(/\{(\w+)\}/g, (_, control: string) => String(control_value(subject, control)));

/** The name of a file: as a field of the experiment says, or with controls in it. */
function file_name(subject: Subject, words: string): string {
  const named = subject.config[words];
  return typeof named === 'string' ? named : with_controls(subject, words);
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
    case 'picture': case 'across': case 'upwards': return map_value(subject, with_controls(subject, first), source);
    case 'config': return config_value(subject, first);
    case 'file': return subject.asset(file_name(subject, first));
    case 'digits': {
      const [images, labels] = await Promise.all([first, second].map((name) => subject.asset(file_name(subject, name))));
      const count = Number(control_value(subject, fourth));
      return images && labels ? digits_of_class(images, labels, String(control_value(subject, third)), count) : null;
    }
    default: throw new Error(`a template asks for "${source}", expected what stands above`);
  }
}

// One component a view kind, one a control kind, found by their file names. A view component's
// module says how it stands on the stage and gives its rows; nothing elsewhere lists kinds.

import type { Component } from 'svelte';
import type { Control, Language, Value, View, ViewKind } from '../engine/types';
import type { Lab } from '../state/lab.svelte';
import type { Rows } from './rows';

export interface ViewProps<K extends ViewKind = ViewKind> { view: View<K>; peers: View[]; lab: Lab }
export interface ControlProps { control: Control; value: Value; disabled: boolean; lab: Lab; describedby: string | undefined }

/** How a kind stands on the stage; what is left out is no. */
export interface Traits<K extends ViewKind = ViewKind> {
  /** Stands beside others of its group. */
  beside?: boolean;
  /** Leads alone, over all the width. */
  whole?: boolean;
  /** Has a colour scale: of its own unless asked, or shared unless asked. */
  scale?: 'own' | 'shared';
  /** What lies on that scale. */
  scaled?: (view: View<K>) => ArrayLike<number>[];
  /** That scale stands beside the picture. */
  scale_beside?: boolean;
  /** Many side by side scroll on a phone. */
  crowds?: boolean;
  /** Stays where nothing is drawn yet. */
  stays?: boolean;
  /** Is a table already. */
  tabular?: boolean;
  /** Marks of its kind's legend that this picture does not have. */
  lacks?: (view: View<K>) => readonly string[];
  /** Belongs right below the first pictures. */
  beneath?: (view: View<K>) => boolean;
}

interface ViewModule {
  default: Component<ViewProps>;
  traits: Traits;
  /** For table and CSV; `thin`: as many as can be read on the page. */
  rows: (view: View, language: Language, thin: boolean) => Rows;
}

function by_name<T>(files: Record<string, T>): Map<string, T> {
  return new Map(Object.entries(files).map(([path, file]) => [path.replace(/^.*\/|\.svelte$/g, ''), file]));
}

const views = by_name(import.meta.glob<ViewModule>('./*.svelte', { eager: true }));
export const view_component = (kind: ViewKind) => views.get(kind)?.default;
export const traits_of = (kind: ViewKind): Traits => views.get(kind)?.traits ?? {};
export const rows_of = (view: View, language: Language, thin = false): Rows =>
  views.get(view.kind)?.rows(view, language, thin) ?? { columns: [], rows: [] };
export const control_components = by_name(
  import.meta.glob<Component<ControlProps>>('../controls/*.svelte', { eager: true, import: 'default' }));

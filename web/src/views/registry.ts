// One component a view kind, one a control kind, found by their file names.

import type { Component } from 'svelte';
import type { Control, Value, View } from '../engine/types';
import type { Lab } from '../state/lab.svelte';

export interface ViewProps { view: View; peers: View[]; lab: Lab }
export interface ControlProps { control: Control; value: Value; disabled: boolean; lab: Lab; describedby: string | undefined }

function by_name<T>(files: Record<string, T>): Map<string, T> {
  return new Map(Object.entries(files).map(([path, file]) => [path.replace(/^.*\/|\.svelte$/g, ''), file]));
}

export const view_components = by_name(
  import.meta.glob<Component<ViewProps>>('./*.svelte', { eager: true, import: 'default' }));
export const control_components = by_name(
  import.meta.glob<Component<ControlProps>>('../controls/*.svelte', { eager: true, import: 'default' }));

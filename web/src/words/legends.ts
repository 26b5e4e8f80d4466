// What the marks of each kind of picture say: a file beside its component. Loaded when a legend is asked for.

import type { Text, ViewKind } from '../engine/types';

export type Mark =
  | 'activation' | 'relevance' | 'thick' | 'dashed' | 'quiet' | 'weight' | 'bias' | 'positive' | 'negative' | 'sign' | 'tone'
  | 'contour' | 'bold' | 'free' | 'fixed' | 'arrow' | 'walk' | 'ellipse' | 'bar' | 'chosen' | 'kept' | 'stem' | 'line' | 'cross';
export type Entry = readonly [Mark, Text];

const files = import.meta.glob<readonly Entry[]>('../views/*.legend.ts', { eager: true, import: 'legend' });

export const legend_of = (kind: ViewKind): readonly Entry[] => files[`../views/${kind}.legend.ts`] ?? [];

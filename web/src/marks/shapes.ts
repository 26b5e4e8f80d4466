// Shapes that tell kinds of points apart, about their own middle.

const SHAPES = [
  'M-5 0A5 5 0 1 0 5 0A5 5 0 1 0 -5 0Z', 'M-5 -5H5V5H-5Z', 'M0 -6.5L6 4.5H-6Z', 'M0 -6.5L6.5 0L0 6.5L-6.5 0Z', 'M-5 -5L5 5M5 -5L-5 5',
  'M0 -6V6M-6 0H6',
] as const;

export const shape_of = (kind: number): string => SHAPES[kind % SHAPES.length] ?? SHAPES[0];

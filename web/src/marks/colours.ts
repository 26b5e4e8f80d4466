// Every colour of the page. Zero relevance is the paper; both themes are designed.

export type Theme = 'light' | 'dark';
export type Palette = 'red-blue' | 'orange-purple' | 'grey';
export type Rgb = readonly [number, number, number];

export const PALETTES: readonly Palette[] = ['red-blue', 'orange-purple', 'grey'];

/** Custom properties; the accent never means relevance. */
const SURFACE: Record<Theme, Record<string, string>> = {
  light: {
    paper: '#fcfbf8', raised: '#ffffff', sunk: '#f3f1ea', line: '#dfdbd1', edge: '#88837a',
    ink: '#1e1d1b', soft: '#5d5951', accent: '#0b6b5d', 'accent-soft': '#dcefe9', 'on-accent': '#ffffff',
    warn: '#8a5200', 'warn-soft': '#fbf0dc',
  },
  dark: {
    paper: '#16181b', raised: '#1d2024', sunk: '#101214', line: '#33373d', edge: '#767c85',
    ink: '#e9e6df', soft: '#aaa69d', accent: '#62cdb6', 'accent-soft': '#173a34', 'on-accent': '#0d1513',
    warn: '#efb75e', 'warn-soft': '#33280f',
  },
};

/** From just above zero to the largest magnitude; the paper comes first. */
const ARMS: Record<Theme, Record<Palette, { positive: string[]; negative: string[] }>> = {
  light: {
    'red-blue': { positive: ['#f6bda8', '#e2694f', '#b8182f', '#750822'], negative: ['#b5d2e8', '#5e9fd0', '#1d62aa', '#0b356d'] },
    'orange-purple': { positive: ['#fbd6a6', '#f09a3e', '#c4610a', '#7a3606'], negative: ['#d6cee8', '#a493ca', '#6b4ea4', '#38186c'] },
    grey: { positive: ['#c9c6bf', '#8e8b85', '#4c4a46', '#1e1d1b'], negative: ['#c9c6bf', '#8e8b85', '#4c4a46', '#1e1d1b'] },
  },
  dark: {
    'red-blue': { positive: ['#5e2320', '#b43b33', '#f2725c', '#ffc9b9'], negative: ['#1a3854', '#2c6bac', '#69a9ea', '#c8e2ff'] },
    'orange-purple': { positive: ['#4d3314', '#9c5f18', '#efa143', '#ffe0b5'], negative: ['#352b52', '#624c9f', '#a78ee9', '#e0d5ff'] },
    grey: { positive: ['#45484c', '#7b7d80', '#b9b7b2', '#f4f1ea'], negative: ['#45484c', '#7b7d80', '#b9b7b2', '#f4f1ea'] },
  },
};

const SERIES: Record<Theme, string[]> = {
  light: ['#0b6b5d', '#5d5951', '#8a5200', '#5b3f8c'],
  dark: ['#62cdb6', '#aaa69d', '#efb75e', '#b9a1ef'],
};

export function parse_colour(text: string): Rgb {
  const value = Number.parseInt(text.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function between(stops: Rgb[], t: number): Rgb {
  const place = Math.min(1, Math.max(0, t)) * (stops.length - 1);
  const i = Math.min(stops.length - 2, Math.floor(place));
  const a = stops[i] ?? [0, 0, 0];
  const b = stops[i + 1] ?? a;
  const mix = (x: number, y: number) => Math.round(x + (y - x) * (place - i));
  return [mix(a[0], b[0]), mix(a[1], b[1]), mix(a[2], b[2])];
}

const STEPS = 256;

/** Colours by magnitude, ready to look up; `hatched`: negative cells carry stripes of paper. */
export interface Scheme { positive: Rgb[]; negative: Rgb[]; ink: Rgb[]; paper: Rgb; hatched: boolean; css: Record<string, string> }

/** `white`: for paper, which is white by itself. */
export function make_scheme(theme: Theme, palette: Palette, white = false): Scheme {
  const css = white ? { ...SURFACE[theme], paper: '#ffffff' } : SURFACE[theme];
  const paper = parse_colour(css['paper'] ?? '#ffffff');
  const ramp = (stops: string[]) => {
    const all = [paper, ...stops.map(parse_colour)];
    return Array.from({ length: STEPS }, (_, i) => between(all, i / (STEPS - 1)));
  };
  const arms = ARMS[theme][palette];
  return {
    positive: ramp(arms.positive), negative: ramp(arms.negative), ink: ramp([css['ink'] ?? '#000000']),
    paper, hatched: palette === 'grey', css,
  };
}

/** The colour of a signed value on a scale from −max to max. */
export function signed_colour(scheme: Scheme, value: number, max: number): Rgb {
  const t = max > 0 ? Math.min(1, Math.abs(value) / max) : 0;
  const arm = value < 0 ? scheme.negative : scheme.positive;
  return arm[Math.round(t * (STEPS - 1))] ?? scheme.paper;
}

export function ink_colour(scheme: Scheme, value: number): Rgb {
  return scheme.ink[Math.round(Math.min(1, Math.max(0, value)) * (STEPS - 1))] ?? scheme.paper;
}

const brightness = ([r, g, b]: Rgb) => 0.299 * r + 0.587 * g + 0.114 * b;

/** Ink or paper, whichever is read more easily on a colour. */
export function legible_on(scheme: Scheme, colour: Rgb): Rgb {
  const ink = scheme.ink.at(-1) ?? scheme.paper;
  const away = (other: Rgb) => Math.abs(brightness(other) - brightness(colour));
  return away(ink) >= away(scheme.paper) ? ink : scheme.paper;
}

export function css_colour([r, g, b]: Rgb): string {
  return `rgb(${r} ${g} ${b})`;
}

export function series_colour(theme: Theme, i: number): string {
  const colours = SERIES[theme];
  return colours[i % colours.length] ?? 'currentColor';
}

/** Puts the theme on the page. */
export function apply_theme(theme: Theme, root: HTMLElement): void {
  for (const [name, value] of Object.entries(SURFACE[theme])) root.style.setProperty(`--${name}`, value);
  root.style.setProperty('color-scheme', theme);
  root.dataset['theme'] = theme;
}

// Numbers as people read them: three to four significant digits, a real minus sign.

import type { Language } from '../engine/types';

const RAISED: Record<string, string> = {
  '-': '⁻', 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹',
};

/** Making an Intl format costs ten times what using it costs, and numbers change under the pen. */
const formats = new Map<string, Intl.NumberFormat>();

function intl(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const { style, maximumSignificantDigits, minimumFractionDigits, maximumFractionDigits } = options;
  const key = [language, style, maximumSignificantDigits, minimumFractionDigits, maximumFractionDigits].join(' ');
  const found = formats.get(key) ?? new Intl.NumberFormat(language, { useGrouping: false, ...options });
  formats.set(key, found);
  return found;
}

function plain(value: number, language: Language, digits: number): string {
  return intl(language, { maximumSignificantDigits: digits }).format(value);
}

export function format_number(value: number, language: Language, digits = 4): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0'; // minus zero too
  const size = Math.abs(value);
  if (size < 1e-3 || size >= 1e6) {
    const [mantissa = '', exponent = ''] = size.toExponential(digits - 2).split('e');
    const raised = Array.from(exponent.replace('+', ''), (c) => RAISED[c] ?? c).join('');
    return `${value < 0 ? '−' : ''}${plain(Number(mantissa), language, digits)}·10${raised}`;
  }
  return plain(value, language, digits).replace('-', '−');
}

/** Numbers that stand in one column: as many decimals as the largest needs for three digits. */
export function format_aligned(value: number, largest: number, language: Language, signed = false): string {
  const size = Math.abs(largest);
  if (!(size >= 1e-3 && size < 1e6)) return signed ? format_signed(value, language) : format_number(value, language, 3);
  const decimals = Math.min(5, Math.max(0, 2 - Math.floor(Math.log10(size))));
  const text = intl(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
  const zero = !/[1-9]/.test(text);
  return (signed && value > 0 && !zero ? '+' : '') + text.replace('-', zero ? '' : '−');
}

/** With its sign, always: what relevance is printed as. */
export function format_signed(value: number, language: Language, digits = 3): string {
  return (value > 0 ? '+' : '') + format_number(value, language, digits);
}

/** A place in the plane; a German comma is taken. */
export function format_place(x: number, y: number, language: Language): string {
  return `(${format_number(x, language, 3)}${language === 'de' ? ';' : ','} ${format_number(y, language, 3)})`;
}

export function format_percent(value: number, language: Language, whole = false): string {
  return intl(language, { style: 'percent', maximumFractionDigits: value < 0.1 && !whole ? 1 : 0 }).format(value);
}

/** What a student types into a number field; a decimal comma and raised exponents are welcome. */
export function parse_number(text: string): number | null {
  const lowered = Object.entries(RAISED).reduce((so_far, [plain_sign, raised]) => so_far.replaceAll(raised, plain_sign), text.trim());
  const value = Number(lowered.replaceAll('−', '-').replace(',', '.').replace(/\s*[·×*]\s*10\^?/, 'e'));
  return lowered === '' || !Number.isFinite(value) ? null : value;
}

/** Tick values of a symmetric scale: −m, −m/2, 0, m/2, m. */
export function symmetric_ticks(max: number): number[] {
  return [max, max / 2, 0, -max / 2, -max];
}

/** Four to six round numbers between two ends. */
export function round_ticks(low: number, high: number, wanted = 5): number[] {
  const span = high - low;
  if (!(span > 0)) return [low];
  const raw = span / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= raw) ?? raw;
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(10)));
}

// A place in a row of tokens.

import { Stumble } from './stumble';
import { is_style } from './names';
import type { Token } from './tokens';

export interface Vocabulary {
  /** How a name is written, by its key, and what it is called. */
  names: Map<string, string>;
}

export class Cursor {
  protected at = 0;
  constructor(readonly tokens: Token[], readonly vocabulary: Vocabulary, readonly latex: string) {}

  peek(ahead = 0): string { return this.tokens[this.at + ahead]?.text ?? ''; }
  here(ahead = 0): Token | null { return this.tokens[this.at + ahead] ?? null; }
  take(): string { this.at += 1; return this.tokens[this.at - 1]?.text ?? ''; }
  accept(text: string): boolean { if (this.peek() !== text) return false; this.at += 1; return true; }
  ended(): boolean { return this.at >= this.tokens.length; }
  mark(): number { return this.at; }
  back(mark: number): void { this.at = mark; }

  /** The tokens of a script: a group, a number, a bracket or a single sign. */
  script(reason: 'exponent' | 'index'): Token[] {
    const token = this.here();
    if (!token || token.text === '\\placeholder') throw new Stumble(reason, this.here(-1));
    const opening = token.text === '{' || (token.text === '(' && reason === 'exponent') ? token.text : '';
    if (opening !== '') return this.enclosed(opening, reason);
    const from = this.at;
    if (this.accept('-') && !/^[\d.]+$/.test(this.peek())) return this.tokens.slice(from, this.at);
    const text = this.take();
    const groups = text === '\\frac' ? 2 : is_style(text) ? 1 : 0;
    for (let k = 0; k < groups; ++k) if (this.peek() === '{') this.enclosed('{', reason); else this.take();
    return this.tokens.slice(from, this.at);
  }
  private enclosed(opening: string, reason: 'exponent' | 'index'): Token[] {
    const token = this.here(), from = this.at;
    const closing = opening === '{' ? '}' : ')';
    for (let depth = 0; ;) {
      const text = this.take();
      if (text === '') throw new Stumble('bracket', token);
      depth += text === opening ? 1 : text === closing ? -1 : 0;
      if (depth === 0) break;
    }
    if (opening === '(') return this.tokens.slice(from, this.at);
    const content = this.tokens.slice(from + 1, this.at - 1);
    if (content.length === 0 || content[0]?.text === '\\placeholder') throw new Stumble(reason, token);
    return content;
  }

  /** Digits that LaTeX takes one by one: \frac12. */
  split_digits(): void {
    const token = this.here();
    if (!token || !/^\d\d+$/.test(token.text)) return;
    const digits = [...token.text].map((text, i) => ({ text, at: token.at + i, end: token.at + i + 1 }));
    this.tokens.splice(this.at, 1, ...digits);
  }
  /** The name in \begin{name}. */
  environment(): string {
    const from = this.here(1), to = this.tokens.slice(this.at).find(({ text }) => text === '}');
    return from && to ? this.latex.slice(from.end, to.at) : '';
  }
}

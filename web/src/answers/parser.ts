// LaTeX as MathJSON: what mathematicians write, with the scenario's names. Nothing typed is ever left out.

import { Cursor } from './cursor';
import type { Json } from './mathjson';
import { check_divisor } from './doubts';
import { begins_name, called, function_of, named } from './naming';
import { hang, hangings } from './scripts';
import { bars, cases, indicator, matrix, repeated } from './structures';
import { Stumble } from './stumble';
import { CASE_WORDS, type Token } from './tokens';

const CLOSING: Record<string, string> = { '(': ')', '[': ']', '\\{': '\\}', '\\langle': '\\rangle' };
const RELATIONS: Record<string, string> = {
  '=': 'Equal', '<': 'Less', '>': 'Greater', '\\le': 'LessEqual', '\\ge': 'GreaterEqual', '\\ne': 'NotEqual',
};
const OPERATORS: Record<string, string> = { '\\cdot': 'Multiply', '\\odot': 'HadamardProduct', '/': 'Divide' };
const head_of = (json: Json): string => (Array.isArray(json) ? String(json[0]) : '');

export class Parser extends Cursor {
  /** Bars that are open here, innermost last. */
  open_bars: string[] = [];

  inner(tokens: Token[]): Parser { return new Parser(tokens, this.vocabulary, this.latex); }

  /** All of it. */
  whole(): Json {
    const json = this.condition();
    if (this.peek() === ',' || this.peek() === ';') throw new Stumble('comma', this.here());
    if (!this.ended()) throw this.stray();
    return json;
  }
  private stray(): Stumble {
    return new Stumble(/^([)\]}|]|\\[}|]|\\rangle|\\r[vV]ert)$/.test(this.peek()) ? 'bracket' : 'command', this.here());
  }

  /** Relations, joined by "and" and "or". */
  condition(): Json {
    let json = this.relation();
    for (;;) {
      const word = CASE_WORDS[/^\\text\{(.*)\}$/.exec(this.peek())?.[1] ?? ''];
      const join = this.peek() === '\\land' || word === 'and' ? 'And' : this.peek() === '\\lor' || word === 'or' ? 'Or' : '';
      if (join === '') return json;
      this.take();
      json = [join, json, this.relation()];
    }
  }
  private relation(): Json {
    const sides = [this.sum()];
    const signs: string[] = [];
    for (let sign = RELATIONS[this.peek()]; sign !== undefined; sign = RELATIONS[this.peek()]) {
      const token = this.here();
      this.take();
      if (this.ended()) throw new Stumble('operator', token);
      signs.push(sign);
      sides.push(this.sum());
    }
    const [first = null] = sides;
    if (signs.length === 0) return first;
    if (signs.every((sign) => sign === signs[0])) return [signs[0] ?? null, ...sides];
    return ['And', ...signs.map((sign, i) => [sign, sides[i] ?? null, sides[i + 1] ?? null])];
  }

  sum(): Json {
    let json = this.peek() === '+' || this.peek() === '-' ? null : this.term();
    while (this.peek() === '+' || this.peek() === '-') {
      const token = this.here(), minus = this.take() === '-';
      if (!this.starts() && !/^[-+]$/.test(this.peek())) throw new Stumble('operator', token);
      const next = this.signed();
      if (json === null) json = !minus ? next : typeof next === 'number' ? -next : ['Negate', next];
      else if (minus) json = ['Subtract', json, next];
      else json = head_of(json) === 'Add' ? [...json as Json[], next] : ['Add', json, next];
    }
    return json;
  }
  /** A term after a sign, which may have one of its own. */
  private signed(): Json {
    if (this.accept('+')) return this.signed();
    if (this.accept('-')) return ['Negate', this.signed()];
    return this.term();
  }

  term(): Json {
    let json = this.factor();
    let side_by_side = false;
    for (;;) {
      const token = this.here(), operator = OPERATORS[this.peek()];
      if (operator !== undefined) {
        this.take();
        const minus = this.accept('-');
        if (!this.starts()) throw new Stumble(operator === 'Divide' ? 'denominator' : 'operator', token);
        if (operator === 'Divide' && token) check_divisor(this, token);
        const next = this.factor();
        json = [operator, json, minus ? ['Negate', next] : next];
        side_by_side = false;
      } else if (this.starts()) {
        const next = this.factor();
        json = side_by_side ? [...json as Json[], next] : ['InvisibleOperator', json, next];
        side_by_side = true;
      } else return json;
    }
  }
  /** Whether an operand begins here. */
  starts(): boolean {
    const text = this.peek();
    if (text === '') return false;
    if (text === '|' || text === '\\|') return !this.closes_bar();
    if (text.startsWith('\\text{')) return !(text.slice(6, -1) in CASE_WORDS);
    return !(text in RELATIONS) && !(text in OPERATORS)
      && !/^([-+,;)\]}&_^]|\\([}\\|]|rangle|rvert|rVert|end|land|lor))$/.test(text);
  }
  private closes_bar(): boolean {
    const open = this.open_bars.at(-1);
    return open !== undefined && (open === this.peek() || (open === '||' && this.peek() === '|' && this.peek(1) === '|'));
  }

  /** A factor with its exponents. */
  factor(): Json {
    const text = this.peek();
    if (text === '') throw new Stumble('gap', this.here(-1));
    const head = text.startsWith('\\') ? function_of(text) : '';
    if (head !== '') return called(this, head);
    if (begins_name(text)) return named(this);
    const base = this.primary();
    return hang(base, hangings(this, null));
  }

  private primary(): Json {
    const token = this.here(), text = this.peek();
    if (/^[\d.]+$/.test(text)) {
      this.take();
      return text === '1' && this.peek() === '_' ? indicator(this) : Number(text);
    }
    if (this.opens_group()) return this.group();
    if (text === '{') return this.argument('gap');
    if (/^([|]|\\[|]|\\l[vV]ert)$/.test(text)) return bars(this);
    if (text === '\\frac') {
      this.take();
      const top = this.argument('numerator');
      return ['Divide', top, this.argument('denominator')];
    }
    if (text === '\\sqrt') return this.root();
    if (text === '\\sum' || text === '\\prod') return repeated(this);
    if (text === '\\begin') return /cases$/.test(this.environment()) ? cases(this) : matrix(this);
    if (text === '\\infty') { this.take(); return 'PositiveInfinity'; }
    if (text === '\\placeholder') throw new Stumble('gap');
    if (/^([)\]}]|\\[}|]|\\r.*)$/.test(text)) throw new Stumble('bracket', token);
    if (text.startsWith('\\text{')) throw new Stumble('text', token && { ...token, text: text.slice(6, -1) });
    throw new Stumble(text === ',' ? 'comma' : this.starts() ? 'command' : 'operator', token);
  }

  /** \sqrt[n]{x}. */
  private root(): Json {
    this.take();
    if (!this.accept('[')) return ['Sqrt', this.argument('root')];
    const degree = this.sum();
    if (!this.accept(']')) throw new Stumble('bracket', this.here());
    return ['Root', this.argument('root'), degree];
  }

  opens_group(): boolean { return this.peek() in CLOSING; }
  closing_of(opening: string): string { return CLOSING[opening] ?? ')'; }

  /** What stands between brackets, separated by commas or semicolons; the opening one is taken. */
  bracketed(closing: string): Json[] {
    const open = this.here(-1), outer = this.open_bars;
    this.open_bars = [];
    const items: Json[] = [];
    if (this.peek() === closing) throw new Stumble('gap', open);
    for (;;) {
      if (this.peek() === '') throw new Stumble('bracket', open);
      items.push(this.condition());
      if (this.accept(closing)) break;
      if (this.peek() === '') throw new Stumble('bracket', open);
      if (!this.accept(',') && !this.accept(';')) throw this.stray();
    }
    this.open_bars = outer;
    return items;
  }
  group(): Json {
    const open = this.take();
    const items = this.bracketed(this.closing_of(open));
    const [only = null] = items;
    if (open === '\\langle' && items.length === 2) return ['Dot', ...items];
    if (items.length > 1) return ['List', ...items];
    if (open === '[' && Object.values(RELATIONS).includes(head_of(only))) return ['Which', only, 1, 'True', 0];
    return ['Delimiter', only];
  }
  argument(reason: 'gap' | 'numerator' | 'denominator' | 'root'): Json {
    const open = this.here();
    if (this.accept('{')) {
      if (this.peek() === '}' || this.peek() === '\\placeholder') throw new Stumble(reason, open);
      const [only = null, ...others] = this.bracketed('}');
      if (others.length > 0) throw new Stumble('comma', open);
      return only;
    }
    if (!this.starts()) throw new Stumble(reason, open);
    this.split_digits();
    return begins_name(this.peek()) ? named(this, false) : this.primary();
  }
}

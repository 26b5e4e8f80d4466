// MathJSON as LaTeX: an answer as it was understood, with its products in sight.

import type { Json } from './mathjson';
import type { Name } from './names';
import { GREEK } from './tokens';

const SIGNS: Record<string, string> = {
  Equal: '=', Less: '<', LessEqual: '\\le', Greater: '>', GreaterEqual: '\\ge', NotEqual: '\\ne', And: '\\land', Or: '\\lor',
};
const WORDS: Record<string, string> = {
  Min: '\\min', Max: '\\max', Exp: '\\exp', Log: '\\log', Ln: '\\ln', Tanh: '\\tanh', Sinh: '\\sinh', Cosh: '\\cosh', Sin: '\\sin',
  Cos: '\\cos', Tan: '\\tan', Determinant: '\\det', Diagonal: '\\operatorname{diag}', Trace: '\\operatorname{tr}',
  Sign: '\\operatorname{sign}', ReLU: '\\operatorname{ReLU}', Inverse: '\\operatorname{inv}',
};
const MARKS: [string, string][] = [['_star', '*'], ['_prime', '\\prime'], ['_dagger', '\\dagger']];
const ACCENTS = ['tilde', 'hat', 'bar', 'dot', 'check', 'breve'];
/** How tightly a form holds its parts: 0 relations, 1 sums, 2 products, 3 powers, 4 what needs no bracket. */
const TIGHT: Record<string, number> = {
  Add: 1, Subtract: 1, Negate: 1, Sum: 2, Product: 2, InvisibleOperator: 2, Multiply: 2, HadamardProduct: 2, Power: 3, Transpose: 3,
    Which: 1,
};

/** A name the scenario has no LaTeX for: x_tilde_1 → \tilde{x}_{1}. */
function own_latex(name: string): string {
  const base = /^[^_^(]*/.exec(name)?.[0] ?? name;
  let rest = name.slice(base.length);
  let latex = GREEK.includes(base) || base === 'nabla' ? `\\${base}` : base.length === 1 ? base : `\\mathrm{${base}}`;
  for (const accent of ACCENTS) if (rest.startsWith(`_${accent}`)) {
    latex = `\\${accent}{${latex}}`; rest = rest.slice(accent.length + 1);
  }
  let raised = '';
  for (const [mark, sign] of MARKS) if (rest.startsWith(mark)) { raised += sign; rest = rest.slice(mark.length); }
  if (rest.startsWith('^')) { raised = rest.slice(1); rest = ''; }
  const index = rest.replace(/^_/, '');
  const lowered = index === '' ? '' : `_{${/^[a-z]{3,}$/i.test(index) ? `\\mathrm{${index}}` : index}}`;
  return latex + (raised === '' ? '' : `^{${raised}}`) + lowered;
}

function name_latex(name: string, names: Name[]): string {
  if (name === 'PositiveInfinity') return '\\infty';
  const declared = names.find((one) => one.name === name);
  if (declared) return declared.latex;
  const cut = name.lastIndexOf('_');
  const base = names.find((one) => one.name === name.slice(0, cut));
  return base ? `${base.latex}_{${name.slice(cut + 1)}}` : own_latex(name);
}

export function to_latex(json: Json, names: Name[], comma = false): string {
  const write = (one: Json): string => {
    if (typeof one === 'number') return comma ? String(one).replace('.', '{,}') : String(one);
    if (typeof one === 'string') return name_latex(one, names);
    return Array.isArray(one) ? form(String(one[0]), one.slice(1)) : '';
  };
  const tightness = (one: Json): number => {
    if (typeof one === 'number') return one < 0 ? 1 : 4;
    if (!Array.isArray(one)) return 4;
    return String(one[0]) in SIGNS ? 0 : TIGHT[String(one[0])] ?? 4;
  };
  const held = (one: Json, least: number) => (tightness(one) < least ? `\\left(${write(one)}\\right)` : write(one));
  const list = (args: Json[]) => args.map(write).join(comma ? ';\\,' : ',\\,');

  /** Factors side by side; a dot where one might be read as a function or as one number with the next. */
  function product(args: Json[]): string {
    return args.map((one, i) => {
      const text = held(one, 2), before = args[i - 1];
      if (before === undefined) return text;
      const call = typeof before === 'string' && Array.isArray(one) && one[0] === 'Delimiter';
      const opens = /^(\\left)?[([]/.test(text);
      if (args.length === 2 && call && is_call(before, one)) return text;
      return (opens || /^\d/.test(text) ? '\\cdot ' : '\\,') + text;
    }).join('');
  }
  /** f(x): no name of the scenario goes by that letter as a factor. */
  function is_call(head: string, bracket: Json): boolean {
    const inner = Array.isArray(bracket) ? bracket[1] : null;
    return /^(nabla_)?[fgpkhoN](_\w+)?$/.test(head) && (typeof inner === 'string'
      || (Array.isArray(inner) && inner[0] === 'InvisibleOperator'));
  }
  function cases(args: Json[]): string {
    const rows: string[] = [];
    for (let i = 0; i + 1 < args.length; i += 2) {
      const condition = args[i] === 'True' ? '\\text{–}' : write(args[i] ?? null);
      rows.push(`${write(args[i + 1] ?? null)} & ${condition}`);
    }
    return `\\begin{cases}${rows.join(' \\\\ ')}\\end{cases}`;
  }
  function column(rows: Json[]): string {
    const lines = rows.map((row) => (Array.isArray(row) && row[0] === 'List' ? row.slice(1).map(write).join(' & ') : write(row)));
    return `\\begin{pmatrix}${lines.join(' \\\\ ')}\\end{pmatrix}`;
  }
  function repeated(sign: string, [body = null, ...limits]: Json[]): string {
    const signs = limits.map((one) => {
      const [, index = null, low, high] = Array.isArray(one) ? one : [];
      return high === undefined ? `${sign}_{${write(index)}}` : `${sign}_{${write(index)}=${write(low ?? null)}}^{${write(high)}}`;
    });
    return `${signs.join('')} ${held(body, 2)}`;
  }
  function form(head: string, args: Json[]): string {
    const [a = null, b = null] = args;
    if (head in SIGNS) return args.map((one) => held(one, head === 'And' || head === 'Or' ? 0 : 1)).join(` ${SIGNS[head] ?? ''} `);
    if (head in WORDS) return `${WORDS[head] ?? ''}\\left(${list(args)}\\right)`;
    switch (head) {
      case 'Add': return args.map((one, i) => (i === 0 ? write(one) : `+${held(one, 2)}`)).join('');
      case 'Subtract': return `${write(a)}-${held(b, 2)}`;
      case 'Negate': return `-${held(a, 2)}`;
      case 'InvisibleOperator': return product(args);
      case 'Multiply': return args.map((one) => held(one, 2)).join('\\cdot ');
      case 'HadamardProduct': return args.map((one) => held(one, 2)).join('\\odot ');
      case 'Divide': return `\\frac{${write(bare(a))}}{${write(bare(b))}}`;
      case 'Delimiter': return `\\left(${write(a)}\\right)`;
      case 'Power': return `${held(a, 4)}^{${write(bare(b))}}`;
      case 'Transpose': return `${held(a, 4)}^{\\top}`;
      case 'Sqrt': return `\\sqrt{${write(bare(a))}}`;
      case 'Root': return `\\sqrt[${write(b)}]{${write(bare(a))}}`;
      case 'Norm': return `\\left\\lVert ${write(a)}\\right\\rVert${args.length > 1 ? `_{${write(b)}}` : ''}`;
      case 'Abs': return `\\left\\lvert ${write(a)}\\right\\rvert `;
      case 'Dot': return `\\left\\langle ${list(args)}\\right\\rangle `;
      case 'List': return column(args);
      case 'Matrix': return column(Array.isArray(a) ? a.slice(1) : []);
      case 'Which': return cases(args);
      case 'Sum': return repeated('\\sum', args);
      case 'Product': return repeated('\\prod', args);
      case 'At': return `${write(a)}_{${list(args.slice(1))}}`;
      case 'KroneckerDelta': return `\\delta_{${args.map(write).join('')}}`;
      default: return `\\operatorname{${head}}\\left(${list(args)}\\right)`;
    }
  }
  const bare = (one: Json): Json => (Array.isArray(one) && one[0] === 'Delimiter' ? one[1] ?? null : one);
  return write(json);
}

// Typed LaTeX as tokens: spacing and sizes gone, Unicode and plain words as commands, decimal commas as points.

export interface Token { text: string; at: number; end: number }

export const GREEK = [
  'alpha', 'beta', 'gamma', 'delta', 'epsilon', 'varepsilon', 'zeta', 'eta', 'theta', 'vartheta', 'kappa', 'lambda', 'mu', 'nu', 'xi',
  'pi', 'rho', 'sigma', 'tau', 'phi', 'varphi', 'chi', 'psi', 'omega', 'Gamma', 'Delta', 'Theta', 'Lambda', 'Xi', 'Pi', 'Sigma', 'Phi',
  'Psi', 'Omega',
];
/** What a word calls when a bracket or an operand follows. */
export const FUNCTIONS: Record<string, string> = {
  min: 'Min', max: 'Max', exp: 'Exp', log: 'Log', ln: 'Ln', lb: 'Lb', norm: 'Norm', abs: 'Abs', diag: 'Diagonal', tr: 'Trace',
  trace: 'Trace', det: 'Determinant', inv: 'Inverse', tanh: 'Tanh', sinh: 'Sinh', cosh: 'Cosh', sin: 'Sin', cos: 'Cos', tan: 'Tan',
  sgn: 'Sign', sign: 'Sign', relu: 'ReLU', ReLU: 'ReLU', RELU: 'ReLU', Relu: 'ReLU',
};
/** Words of a case: what they do to the condition. */
export const CASE_WORDS: Record<string, 'if' | 'else' | 'and' | 'or'> = {
  if: 'if', for: 'if', when: 'if', where: 'if', wenn: 'if', falls: 'if', 'für': 'if', otherwise: 'else', else: 'else', sonst: 'else',
  andernfalls: 'else', ansonsten: 'else', and: 'and', und: 'and', or: 'or', oder: 'or',
};

const SILENT = new Set(['\\,', '\\;', '\\:', '\\!', '\\ ', '\\quad', '\\qquad', '\\displaystyle', '\\textstyle', '\\limits', '\\nolimits',
  '\\big', '\\Big', '\\bigg', '\\Bigg', '\\bigl', '\\bigr', '\\Bigl', '\\Bigr', '\\biggl', '\\biggr', '\\Biggl', '\\Biggr', '\\middle',
  '~', '$', '\\(', '\\)', '\\[', '\\]', '\\mleft', '\\mright']);
const SAME: Record<string, string> = {
  '\\dfrac': '\\frac', '\\tfrac': '\\frac', '\\cfrac': '\\frac', '\\leq': '\\le', '\\leqslant': '\\le', '<=': '\\le', '≤': '\\le',
  '\\geq': '\\ge', '\\geqslant': '\\ge', '>=': '\\ge', '≥': '\\ge', '\\neq': '\\ne', '!=': '\\ne', '≠': '\\ne', '\\lt': '<', '\\gt': '>',
  ':=': '=', '\\coloneqq': '=', '\\equiv': '=', '*': '\\cdot', '\\ast': '\\cdot', '\\times': '\\cdot', '\\star': '\\cdot', '·': '\\cdot',
  '×': '\\cdot', '∗': '\\cdot', '⋅': '\\cdot', '⋆': '\\cdot', '−': '-', '–': '-', ':': '/', '\\colon': '/', '\\div': '/', '÷': '/',
  '\\circ': '\\odot', '⊙': '\\odot', '\\lbrack': '[', '\\rbrack': ']', '\\lbrace': '\\{', '\\rbrace': '\\}', '\\lparen': '(',
  '\\rparen': ')', '⟨': '\\langle', '⟩': '\\rangle', '\\Vert': '\\|', '‖': '\\|', '∥': '\\|', '\\vert': '|', '\\wedge': '\\land',
  '\\vee': '\\lor', '\\intercal': '\\top', '⊤': '\\top', '∑': '\\sum', '√': '\\sqrt', '∇': '\\nabla', '∞': '\\infty', '′': "'",
  '\\prime': "'", '’': "'", '\\overline': '\\bar', '\\widetilde': '\\tilde', '\\widehat': '\\hat', '\\{,\\}': '{,}', '\\lnot': '\\neg',
};
const MORE: Record<string, string[]> = {
  'ᵀ': ['^', '\\top'], '½': ['\\frac', '1', '2'], '⁺': ['^', '+'], '₊': ['_', '+'], '₋': ['_', '-'], '⁻': ['^', '-'],
  ...Object.fromEntries([...'₀₁₂₃₄₅₆₇₈₉'].map((digit, i) => [digit, ['_', String(i)]])),
  ...Object.fromEntries([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((digit, i) => [digit, ['^', String(i)]])),
  'ᵢ': ['_', 'i'], 'ⱼ': ['_', 'j'], 'ₖ': ['_', 'k'],
};
const GREEK_LETTERS: Record<string, string> = Object.fromEntries([...'αβγδϵεζηθϑκλμνξπρστϕφχψωΓΔΘΛΞΠΣΦΨΩ']
  .map((letter, i) => [letter, `\\${GREEK[i] ?? ''}`]).concat([['µ', '\\mu']]));
const SIDES: Record<string, [string, string]> = { '\\|': ['\\lVert', '\\rVert'], '|': ['\\lvert', '\\rvert'] };
const UNNAMED = new Set([...Object.keys(FUNCTIONS), ...Object.keys(CASE_WORDS), ...GREEK]);

/** A run of letters that is a word and no product of names: `min`, `gamma`, `otherwise`. */
function word_of(run: string, known: Set<string>): string | null {
  if (run.length < 2 || !UNNAMED.has(run)) return null;
  if ([...run].every((letter) => known.has(letter))) return null;
  if (run in FUNCTIONS || GREEK.includes(run)) return `\\${run}`;
  return `\\text{${run}}`;
}

/** \overset{*}{x} and \stackrel{!}{=}. */
function over(raw: string): string[] {
  const [, above = '', below = ''] = /\{([^{}]*)\}\s*\{([^{}]*)\}$/.exec(raw)?.map((one) => one.trim()) ?? [];
  if (/^(\*|\\ast|\\star)$/.test(above)) return [below, '^', '\\cdot'];
  if (/^(\\sim|~)$/.test(above)) return ['\\tilde', below];
  return [below];
}

function lex(latex: string, known: Set<string>): Token[] {
  const pattern = new RegExp('\\\\(?:overset|stackrel)\\s*\\{[^{}]*\\}\\s*\\{[^{}]*\\}|'
    + '\\\\(?:text|mathrm|operatorname\\*?|mathsf|textrm|textbf|mbox)\\s*\\{[^{}]*\\}|\\\\[a-zA-Z]+|\\\\.|\\{,\\}|'
    + '\\d+(?:\\.\\d+)?|\\.\\d+|<=|>=|!=|:=|\\|\\||[a-zA-ZüÜ]+|[\\s\\S]', 'gu');
  const tokens: Token[] = [];
  for (const match of latex.matchAll(pattern)) {
    const raw = match[0], at = match.index, end = at + raw.length;
    const put = (text: string) => tokens.push({ text, at, end });
    if (/^\s$/.test(raw) || SILENT.has(raw)) continue;
    const same = SAME[raw] ?? GREEK_LETTERS[raw] ?? raw;
    if (raw in MORE) MORE[raw]?.forEach(put);
    else if (raw === '||') { put('|'); put('|'); }
    else if (/^\\(overset|stackrel)/.test(raw)) over(raw).forEach(put);
    else if (/^\\.+\}$/.test(raw)) {
      const words = /^\\(?:text|textrm|textbf|mbox)/.test(raw);
      put(`\\${words ? 'text' : 'name'}{${raw.slice(raw.indexOf('{') + 1, -1).trim()}}`);
    }
    else if (/^[a-zA-ZüÜ]+$/.test(raw)) {
      const word = word_of(raw, known);
      if (word !== null) put(word);
      else [...raw].forEach((letter, i) => tokens.push({ text: letter, at: at + i, end: at + i + 1 }));
    } else put(same);
  }
  return tokens;
}

/** \left and \right go, but tell bars that open from bars that close. */
function fenced(tokens: Token[]): Token[] {
  const kept: Token[] = [];
  for (let i = 0; i < tokens.length; ++i) {
    const token = tokens[i] as Token, next = tokens[i + 1];
    const side = token.text === '\\left' ? 0 : token.text === '\\right' ? 1 : null;
    if (side === null) { kept.push(token); continue; }
    i += 1;
    if (next && next.text !== '.') kept.push({ ...next, at: token.at, text: SIDES[next.text]?.[side] ?? next.text });
  }
  return kept;
}

const OPEN = new Set(['(', '[', '\\{', '{', '\\langle', '\\begin']), CLOSE = new Set([')', ']', '\\}', '}', '\\rangle', '\\end']);
const is_number = (token: Token | undefined): boolean => token !== undefined && /^[\d.]+$/.test(token.text);

/** The tokens of the bracket that opens at `from`, without its ends. */
function inside(tokens: Token[], from: number): Token[] {
  let depth = 1, i = from + 1;
  for (; i < tokens.length && depth > 0; ++i) depth += OPEN.has(tokens[i]?.text ?? '') ? 1 : CLOSE.has(tokens[i]?.text ?? '') ? -1 : 0;
  return tokens.slice(from + 1, i - 1);
}
function own_level(tokens: Token[]): Token[] {
  let depth = 0;
  return tokens.filter(({ text }) => {
    if (CLOSE.has(text)) depth -= 1;
    const here = depth === 0;
    if (OPEN.has(text)) depth += 1;
    return here;
  });
}

/** Whether a comma between two numbers is a decimal point in this bracket ('' outside of any). */
function decimal_rule(head: string, content: Token[]): (braced: boolean) => boolean {
  if (head === '') return () => true;
  const level = own_level(content);
  const extreme = /^\\(max|min)$/.test(head) || /^\\(text|name)\{(max|min)\}$/.test(head);
  const commas = level.filter(({ text }) => text === ',' || text === '{,}').length;
  if (level.some(({ text }) => text === ';')) return () => true;
  if (extreme) return (braced) => braced && commas > 1;
  const numbers_only = level.every((token) => is_number(token) || /^(,|\{,\}|-|\\cdot)$/.test(token.text));
  return (braced) => braced || (!numbers_only && commas === 1);
}

function decimals(tokens: Token[]): Token[] {
  const out: Token[] = [];
  const rules = [decimal_rule('', [])];
  tokens.forEach((token, i) => {
    const last = out.at(-1);
    if (token.text === '{') rules.push(tokens[i - 1]?.text === '_' ? () => false : rules.at(-1) ?? (() => true));
    else if (OPEN.has(token.text)) {
      let head = tokens[i - 1]?.text ?? '(';
      if (head === '{') head = tokens[i - 2]?.text ?? '(';
      rules.push(decimal_rule(head, inside(tokens, i)));
    } else if (CLOSE.has(token.text) && rules.length > 1) rules.pop();
    const joint = last && (last.text === ',' || last.text === '{,}') && is_number(token) && !token.text.includes('.');
    const whole = out.at(-2);
    const in_script = /^[_^]$/.test(out.at(-3)?.text ?? '');
    if (joint && is_number(whole) && !whole?.text.includes('.') && !in_script && last.at === whole?.end && token.at === last.end
      && rules.at(-1)?.(last.text === '{,}')) {
      out.splice(-2, 2, { text: `${whole.text}.${token.text}`, at: whole.at, end: token.end });
    } else out.push(token);
  });
  return out.map((token) => (token.text === '{,}' ? { ...token, text: ',' } : token));
}

export function tokenize(latex: string, known: Set<string>): Token[] {
  return decimals(fenced(lex(latex, known)));
}

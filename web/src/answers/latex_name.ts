// Simple LaTeX names (a_1, \gamma, \tilde x, R_{ij}) as runs of text, for labels inside pictures.

export interface Run { text: string; shift: '' | 'sub' | 'sup'; upright: boolean }

const GREEK: Record<string, string> = {
  alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ϵ', varepsilon: 'ε', zeta: 'ζ', eta: 'η', theta: 'θ', kappa: 'κ',
  lambda: 'λ', mu: 'μ', nu: 'ν', xi: 'ξ', pi: 'π', rho: 'ρ', sigma: 'σ', tau: 'τ', phi: 'ϕ', varphi: 'φ', chi: 'χ', psi: 'ψ', omega: 'ω',
  Gamma: 'Γ', Delta: 'Δ', Theta: 'Θ', Lambda: 'Λ', Xi: 'Ξ', Pi: 'Π', Sigma: 'Σ', Phi: 'Φ', Psi: 'Ψ', Omega: 'Ω',
  cdot: '·', top: '⊤', prime: '′', ast: '*', star: '⋆', infty: '∞', ell: 'ℓ', to: '→', max: 'max', min: 'min', log: 'log', exp: 'exp',
};
const ACCENTS: Record<string, string> = { tilde: '\u0303', hat: '\u0302', bar: '\u0304', vec: '\u20d7', dot: '\u0307' };
const UPRIGHT = new Set(['mathrm', 'text', 'operatorname', 'mathbf']);

/** The runs of a name; what is not understood is left out. */
export function runs_of(latex: string): Run[] {
  const tokens = latex.match(/\\[a-zA-Z]+|\\.|./g) ?? [];
  const runs: Run[] = [];
  let shift: Run['shift'] = '', depth = 0, accent = '', upright = false, held = -1; // held: the depth a shift ends at
  const put = (text: string) => {
    const straight = upright || !/^\p{L}$/u.test(text);
    const last = runs.at(-1);
    if (last && last.shift === shift && last.upright === straight) last.text += text + accent;
    else runs.push({ text: text + accent, shift, upright: straight });
    accent = '';
    if (shift !== '' && held < 0) shift = '';
    if (depth === 0) upright = false;
  };
  for (const token of tokens) {
    const command = token.startsWith('\\') ? token.slice(1) : '';
    if (token === '{') { depth += 1; if (shift !== '' && held < 0) held = depth; }
    else if (token === '}') { if (depth === held) { shift = ''; held = -1; } depth -= 1; if (depth === 0) upright = false; }
    else if (token === '_') shift = 'sub';
    else if (token === '^') shift = 'sup';
    else if (command in ACCENTS) accent = ACCENTS[command] ?? '';
    else if (UPRIGHT.has(command)) upright = true;
    else if (command in GREEK) put(GREEK[command] ?? '');
    else if (token === ' ') { if (upright) put(' '); }
    else if (command === '') put(token);
  }
  return runs;
}

const LOW = '₀₁₂₃₄₅₆₇₈₉', HIGH = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** As a line of plain text; digits keep their place. */
export function plain_name(latex: string): string {
  const digits = (text: string, set: string) => text.replace(/\d/g, (digit) => set[Number(digit)] ?? digit);
  const shifted = (text: string, shift: string) => (shift === 'sub' ? digits(text, LOW) : shift === 'sup' ? digits(text, HIGH) : text);
  return runs_of(latex).map(({ text, shift }) => shifted(text, shift)).join('');
}

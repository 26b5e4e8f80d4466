// Long displayed formulas on several lines: equations below each other, a chain at its last equals sign.

const ROOM = 20, ROOM_OF_CHAIN = 30; // signs on a line of the reading column

function signs(latex: string): number {
  return latex.replace(/\\term\{[^}]*\}|\\[a-zA-Z]+|[{}\s_^]/g, '').length;
}

/** Where the equals signs outside all braces stand. */
function equals_signs(latex: string): number[] {
  const found: number[] = [];
  let depth = 0;
  for (let i = 0; i < latex.length; ++i) {
    if (latex[i] === '{') depth += 1;
    else if (latex[i] === '}') depth -= 1;
    else if (latex[i] === '=' && depth === 0) found.push(i);
  }
  return found;
}

function chain(latex: string): string[] {
  const places = equals_signs(latex);
  const last = places.at(-1);
  if (signs(latex) <= ROOM_OF_CHAIN || places.length < 2 || last === undefined) return [latex];
  return [latex.slice(0, last), `\\qquad ${latex.slice(last)}`];
}

export function broken(latex: string): string {
  if (signs(latex) <= ROOM || latex.includes('\\begin')) return latex;
  const lines = latex.split(/,\\quad\s*/).flatMap(chain);
  return lines.length > 1 ? `\\begin{gathered}${lines.join('\\\\[0.4em]')}\\end{gathered}` : latex;
}

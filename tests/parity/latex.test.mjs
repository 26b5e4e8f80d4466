// How students write, as the page's reader reads it, judged by the engine: many spellings, one verdict.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { load_engine } from '../../web/scripts/load_engine.mjs';
import { source_server } from '../web/support/source.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const engine = await load_engine();
const source = await source_server();
const { make_reader } = await source.load('answers/kinds.ts');
await source.close();

function judged(scenario, task, answers, status, feedback = /./) {
  const opened = engine.open(readFileSync(join(root, `examples/${scenario}.json`), 'utf8')).value;
  const read = make_reader(opened.symbols);
  for (const latex of answers) {
    const reading = read(latex);
    const { ok, value, error } = reading.ok ? engine.grade(opened.id, task, reading.json, {})
      : { ok: true, value: { status: 'unreadable', feedback: reading.text } };
    assert.ok(ok, `${latex}: ${error?.message}`);
    assert.equal(value.status, status, `${latex}: ${value.feedback.en}`);
    assert.match(value.feedback.en, feedback, latex);
    assert.ok(value.feedback.de.length > 0);
  }
}

test('vectors and norms in every spelling', () => judged('taylor-rbf', 'root', [
  '\\mu+\\frac{x-\\mu}{\\|x-\\mu\\|}',
  '\\frac{x-\\mu}{\\left\\Vert x-\\mu\\right\\Vert}+\\mu',
  '\\mu+(x-\\mu)/\\|x-\\mu\\|',
  '\\mu+\\left(x-\\mu\\right)\\|x-\\mu\\|^{-1}',
  '\\mu+\\frac{x-\\mu}{||x-\\mu||_2}',
  '\\mu+\\frac{x-\\mu}{\\sqrt{(x-\\mu)^\\top(x-\\mu)}}',
  '\\mu+\\frac{x-\\mu}{\\sqrt{(x-\\mu)^{T}(x-\\mu)}}',
  '\\mu+\\frac{x-\\mu}{\\sqrt{(x-\\mu)\\cdot(x-\\mu)}}',
  '\\mu+\\frac{x-\\mu}{\\sqrt{\\langle x-\\mu,x-\\mu\\rangle}}',
  '\\mu+\\frac{x-\\mu}{\\sqrt{\\sum_i(x_i-\\mu_i)^2}}',
  '\\mu+\\frac{x-\\mu}{\\sqrt{\\sum_{i=1}^{2}(x_i-\\mu_i)^2}}',
  '\\boldsymbol{\\mu}+\\frac{\\mathbf{x}-\\boldsymbol{\\mu}}{\\|\\mathbf{x}-\\boldsymbol{\\mu}\\|}',
  '\\vec{\\mu}+\\frac{\\vec{x}-\\vec{\\mu}}{\\|\\vec{x}-\\vec{\\mu}\\|}',
  '\\tilde{x}=\\mu+\\frac{x-\\mu}{\\|x-\\mu\\|}',
  '\\begin{pmatrix}\\mu_1\\\\\\mu_2\\end{pmatrix}+\\frac{x-\\mu}{\\|x-\\mu\\|}',
  '\\mu+\\frac{1}{\\|x-\\mu\\|}(x_1-\\mu_1,x_2-\\mu_2)',
], 'right'));

test('shapes that do not fit have feedback of their own', () => {
  judged('taylor-rbf', 'root', ['\\mu+1', '\\mu+\\|x\\|'], 'shape', /a vector with 2 entries and a number/);
  judged('taylor-rbf', 'root', ['\\|x-\\mu\\|'], 'shape', /a number, expected is a vector/);
  judged('taylor-rbf', 'root', ['x^\\top'], 'shape', /transpose/);
  judged('taylor-rbf', 'root', ['\\mu+\\frac{x-\\mu}{|x-\\mu|}'], 'shape', /norm/);
  judged('taylor-rbf', 'root', ['(x-\\mu)^2'], 'shape', /‖x‖²/);
  judged('taylor-rbf', 'root', ['x\\mu'], 'shape', /transpose/);
});

test('scalars, minima and cases', () => judged('lrp-min-networks', 'zplus-i', [
  '\\min(a_1,a_2)', '\\min\\left(a_{1},a_{2}\\right)', '\\min\\{a_1,a_2\\}', '\\mathrm{min}(a_1,a_2)', '\\operatorname{min}(a_1,a_2)',
  '\\text{min}(a_1,a_2)',
  'a_1-\\max(0,a_1-a_2)', 'a_1-\\mathrm{ReLU}(a_1-a_2)', '\\frac{1}{2}(a_1+a_2-|a_1-a_2|)', '½(a₁+a₂-|a₁-a₂|)',
  '\\frac12\\left(a_1+a_2-\\left|a_1-a_2\\right|\\right)',
  '0.5\\left[a_1+a_2-|a_1-a_2|\\right]', '\\frac{a_1+a_2-\\sqrt{(a_1-a_2)^2}}{2}',
  '\\begin{cases}a_1&a_1<a_2\\\\a_2&a_1\\ge a_2\\end{cases}',
  '\\begin{cases}a_1,&\\text{if }a_1<a_2\\\\a_2,&\\text{otherwise}\\end{cases}',
  '\\begin{cases}a_1&\\text{wenn }a_1<a_2\\\\a_2&\\text{sonst}\\end{cases}',
  '\\begin{cases}a_1&a_1<a_2\\\\\\frac{a_1+a_2}{2}&a_1=a_2\\\\a_2&a_1>a_2\\end{cases}',
  '\\begin{cases}a_1&0<a_1<a_2\\\\a_2&a_1\\ge a_2,a_2>0\\end{cases}',
  'R_1=\\min(a_1,a_2)', 'a_1\\,a_2/\\max(a_1,a_2)', '\\displaystyle\\frac{a_1a_2}{\\max(a_1,a_2)}',
], 'right'));

test('greek letters are the table\'s own', () => judged('lrp-min-networks', 'gamma-i', [
  '\\frac{a_2^{2}\\left(a_1-a_2\\right)}{\\left(\\gamma a_1+a_2\\right)\\left(\\left(1+\\gamma\\right)a_1-a_2\\right)}',
  '\\frac{a_2^2(a_1-a_2)}{[γa_1+a_2]\\{(1+γ)a_1-a_2\\}}',
  'a_2^2(a_1-a_2)(\\gamma a_1+a_2)^{-1}((1+\\gamma)a_1-a_2)^{-1}',
  '\\frac{a_2}{\\gamma a_1+a_2}\\cdot\\frac{a_2(a_1-a_2)}{a_1-a_2+\\gamma a_1}',
  '\\exp(2\\ln a_2+\\log(a_1-a_2))/((\\gamma a_1+a_2)((1+\\gamma)a_1-a_2))',
], 'right'));

test('what cannot be read says where it stumbles, and costs nothing', () => {
  const unreadable = (answers, feedback) => judged('lrp-min-networks', 'gamma-i', answers, 'unreadable', feedback);
  unreadable(['(a_1+a_2', 'a_1)', '\\left(a_1', '((1+\\gamma)a_1', '\\min(,)'], /bracket .* no partner|bracket/i);
  unreadable(['\\frac{a_1}{}', 'a_1//a_2'], /divide by is missing/);
  unreadable(['\\frac{}{a_1}', '\\frac{\\placeholder{}}{2}'], /numerator/);
  unreadable(['\\sqrt{}'], /root/);
  unreadable(['a_1+', 'a_1-'], /missing/);
  unreadable(['a_1^'], /exponent|missing/);
  unreadable(['\\sum_{i=1}^{2}', '\\sum'], /sum|missing/i);
  unreadable(['a_3'], /Did you mean \$a_1\$/);
  unreadable(['a3', 'R1'], /not known/);
  unreadable(['\\gama a_1', '\\nabla f'], /not known here/);
  unreadable(['hello', '\\text{hello}', '\\beta'], /not known|words/);
  unreadable(['a_1,a_2'], /comma/i);
  unreadable(['0.9\\delta_{ij}+a_1'], /not known/);
  unreadable(['a_1<a_2'], /comparison/i);
  unreadable(['', '\\placeholder{}'], /Nothing is typed|missing/);
  unreadable(['\\int a_1 da_1', 'a_1!', 'a:b', 'a_1\\pm a_2', 'a_1+\\ldots+a_2'], /./);
  unreadable(['\\begin{cases}&\\\\&\\end{cases}', '\\begin{cases}\\placeholder{}&\\placeholder{}\\\\a_2&\\text{else}\\end{cases}'], /./);
});

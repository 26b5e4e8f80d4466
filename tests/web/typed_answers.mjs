// Answers as students write them, and what must become of each: right, wrong, shape, unreadable, or asked
// (a reading that is probably not meant: asked about, never counted).
// How: `latex` is pasted; `keys` are typed key by key on the English page, `de` on the German one; → is the right arrow.

const s = String.raw;
const group = (about, scenario, task, how, status, answers) => answers.map((typed) => ({ about, scenario, task, how, status, typed }));
const TAYLOR = 'taylor-rbf', MIN = 'lrp-min-networks', LINEAR = 'prototype-linear', SCALE = 'positive-homogeneity';

export const TYPED = [
  // The field
  ...group('norms close', TAYLOR, 'sum', 'keys', 'right', [
    '||x-mu||-1', '-1+||x-mu||', '||mu-x||-1', 'norm x-mu→-1', '||x-mu||^2/||x-mu||→-1', '|-1|*||x-mu||-1', 'sqrt||x-mu||^2→-1',
    '(||x-mu||-1)', '||x-mu||/1→-1', '|| x - mu || - 1',
  ]),
  ...group('norms close', TAYLOR, 'sum', 'keys', 'wrong', ['||x-mu||', '||x-mu||+1', '||x||-1', '1-||x-mu||', '||x-mu||^2-1',
    '||x+mu||-1']),
  ...group('bars close', MIN, 'zplus-i', 'keys', 'right', [
    '(a_1+a_2-|a_1-a_2|)/2', '1/2→(a_1+a_2-|a_1-a_2|)', 'a_1-|a_1-a_2|/2→-(a_1-a_2)/2', 'a1/2 +a2/2 -|a1-a2|/2', '(a1+a2-|a2-a1|)/2',
  ]),
  ...group('bars close', MIN, 'zplus-i', 'keys', 'wrong', ['|a_1|-1', '|a_1-a_2|', '(a_1+a_2+|a_1-a_2|)/2', '|a_1-a_2|/2', '|a_1|']),
  ...group('spaces in brackets', MIN, 'zplus-i', 'keys', 'right', [
    'min(a_1, a_2)', 'min(a1, a2)', 'min( a_1 , a_2 )', '1/2 (a1 + a2 - |a1 - a2|)', 'min( a_2, a_1 )', '(a_1 + a_2)/2 - |a_1 - a_2|/2',
    'a_1 - max(0, a_1 - a_2)',
  ]),
  ...group('spaces in brackets', MIN, 'zplus-i', 'keys', 'wrong', ['max(a1, a2)', '1/2 (a1 + a2)', '( a_1 + a_2 )', 'min(a1, 0)', 'y /2']),
  ...group('indices end', MIN, 'zplus-i', 'keys', 'right', [
    'min(a_1,a_2)', 'min(a1,a2)', 'a_1-max(0,a_1-a_2)', 'a_2-max(a_2-a_1,0)', 'a_1a_2/max(a_1,a_2)',
  ]),
  ...group('indices end', MIN, 'zplus-iii', 'keys', 'right', [
    'y a_1/(a_1+a_2)', 'ya_1/(a_1+a_2)', 'a_1/(a_1+a_2)→*y', 'a_1*y/(a_2+a_1)', 'y*a1/(a1+a2)', 'min(a1,a2)*a1/(a1+a2)',
    'y(1-a_2/(a_1+a_2))', 'y-y a_2/(a_1+a_2)', 'y/(1+a_2/a_1)', 'a_1^2a_2/(a_1+a_2)→/max(a_1,a_2)',
  ]),
  ...group('indices end', MIN, 'zplus-iii', 'keys', 'wrong', ['y/2', 'a_1/(a_1+a_2)', 'a_1+a_2', 'y a_2/(a_1+a_2)', 'y*a_1/a_1→→+a_2']),
  ...group('exponents end', LINEAR, 'code', 'keys', 'right', [
    'A^Tw/(2lambda)', '1/(2lambda)→A^Tw', '(A^Tw)/(2*lambda)', 'lambda^-1A^Tw/2', 'A^tw/(2lambda)', '1/2 lambda^-1 A^T w',
      '(w^TA)^T/(2lambda)',
  ]),
  ...group('exponents end', LINEAR, 'code', 'keys', 'wrong', ['Aw/(2lambda)', 'A^Tw/lambda', 'w/(2lambda)', '2lambdaA^Tw',
    '-A^Tw/(2lambda)']),
  ...group('exponents end', TAYLOR, 'first-relevance', 'keys', 'right', [
    '(x_1-mu_1)^2/||x-mu||^2→(||x-mu||-1)', '(x1-mu1)^2(||x-mu||-1)/||x-mu||^2', '(x_1-mu_1)^2/||x-mu||→-(x_1-mu_1)^2/||x-mu||^2',
    '(mu1-x1)^2/||x-mu||^2→*(||x-mu||-1)',
  ]),
  ...group('exponents end', TAYLOR, 'first-relevance', 'keys', 'wrong', [
    '(x1-mu1)^2/||x-mu||', '(x1-mu1)/||x-mu||→(||x-mu||-1)', '(x2-mu2)^2/||x-mu||^2→(||x-mu||-1)', 'x1^2', '(x1-mu1)^2',
  ]),
  ...group('vectors by digit', TAYLOR, 'first-relevance', 'keys', 'right', ['(x1-mu1)^2/||x-mu||^2→(||x-mu||-1)']),
  ...group('vectors by digit', TAYLOR, 'root', 'keys', 'right', ['(mu1+(x1-mu1)/||x-mu||→,mu2+(x2-mu2)/||x-mu||→)']),
  ...group('vectors by digit', LINEAR, 'norm', 'keys', 'right', ['(w1,w2)/(2lambda)', '1/(2lambda)→(w1,w2)',
    '(w1/(2lambda),w2/(2lambda))']),
  ...group('vectors by digit', LINEAR, 'norm', 'keys', 'wrong', ['(w2,w1)/(2lambda)', '(w1,w2)/lambda']),
  ...group('the prompt’s own symbols', LINEAR, 'norm', 'keys', 'right', [
    'x^*=w/(2lambda)', 'x^*=1/(2lambda)→w', 'x^*=w/2 lambda^-1', 'w/(2lambda)→=x^*', 'x_opt=w/(2lambda)',
  ]),
  ...group('the prompt’s own symbols', LINEAR, 'code', 'keys', 'right', ['z^*=A^Tw/(2lambda)', 'z^*=1/(2lambda)→A^Tw',
    'z^*=(w^TA)^T/(2lambda)']),
  ...group('the prompt’s own symbols', LINEAR, 'code', 'keys', 'wrong', ['x^*=A^Tw/(2lambda)', 'z^*=Aw/(2lambda)', 'x=A^Tw/(2lambda)']),
  ...group('the prompt’s own symbols', SCALE, 'scaled-output', 'keys', 'right', ['f(tx)=tf(x)', 'f(tx)=t*f', 't f(x)', 'tf', 'f(x)*t']),
  ...group('the prompt’s own symbols', SCALE, 'scaled-output', 'keys', 'wrong', ['f', 't^2f', '-tf', '0', 't+f', 'f(x)', 't^2f(x)']),
  ...group('brackets in roots and fractions', TAYLOR, 'root', 'keys', 'right', [
    'mu+(x-mu)/||x-mu||', 'mu+1/||x-mu||→(x-mu)', 'x-(1-1/||x-mu||)(x-mu)', 'mu+(x-mu)/sqrt((x-mu)^T(x-mu))', '(x-mu)/||x-mu||→+mu',
  ]),
  ...group('brackets in roots and fractions', TAYLOR, 'root', 'keys', 'wrong', ['(x-mu)/||x-mu||', 'x-(x-mu)/||x-mu||', 'mu+(x-mu)', 'x',
    'mu']),
  ...group('brackets in roots and fractions', TAYLOR, 'root', 'keys', 'shape', ['mu+1', '||x-mu||', 'x^T', '(x-mu)^2', '(x-mu)/|x-mu|']),
  ...group('left open', MIN, 'zplus-i', 'keys', 'unreadable', ['a_1+', 'a_1^', 'min(a_1,)', 'a_1/', 'beta*a_1']),

  // The German page: decimal comma, semicolons, German words
  ...group('decimal comma', MIN, 'zplus-i', 'de', 'right', [
    '0,5(a_1+a_2-|a_1-a_2|)', 'min(a_1;a_2)', 'min(a1;a2)', '0,5*a_1+0,5*a_2-0,5*|a_1-a_2|', 'min(1,0*a_1;a_2)', 'min(a_1,a_2)', 'y*1,0',
  ]),
  ...group('decimal comma', MIN, 'zplus-i', 'de', 'wrong', ['0,5y', '0,5(a1+a2)', 'min(a1;0,5a2)', 'max(a1;a2)', '1,5y']),
  ...group('decimal comma', SCALE, 'scaled-output', 'de', 'right', ['0,5*t*f*2', 'f(tx)=1,0t f(x)', '2,0tf/2', 't f', '0,25t*4f']),
  ...group('decimal comma', LINEAR, 'norm', 'de', 'right', ['0,5w/lambda', 'w/(2lambda)', '0,5lambda^-1w', 'x^*=0,5w/lambda',
    '(0,5w1;0,5w2)/lambda']),
  ...group('decimal comma', TAYLOR, 'sum', 'de', 'right', ['||x-mu||-1', '||x-mu||-1,0', '2*(0,5||x-mu||-0,5)', '1,0||x-mu||-1',
    '-1+||x-mu||']),

  // Suspicious readings
  ...group('asked about', TAYLOR, 'sum', 'latex', 'asked', [
    s`\left\Vert \left\Vert x-\mu\right\Vert -1\right\Vert`, s`\left\Vert x-\mu\left\Vert -1\right\Vert \right\Vert`, s`\|\|x-\mu\|-1\|`,
  ]),
  ...group('asked about', MIN, 'zplus-iii', 'latex', 'asked', [
    s`y a_{1/\left(a_1+a_2\right)}`, s`\frac{ya_1}{a_{1+a_2}}`, s`\min(a_{1,a_2})`, s`a_{1+a_2}`, s`y\cdot a_{1/a_1}`,
  ]),
  ...group('asked about', LINEAR, 'norm', 'latex', 'asked', [s`w/2\lambda`, s`w/2 \lambda`, s`1/2\lambda w`, s`x^*=w/2\lambda`]),

  // The reader
  ...group('products before brackets', MIN, 'zplus-i', 'latex', 'right', [
    s`\frac12(a_1+a_2-|a_1-a_2|)`, s`0.5\left[a_1+a_2-|a_1-a_2|\right]`, s`\frac{1}{2}\{a_1+a_2-|a_1-a_2|\}`, s`y(1)`,
      s`y[\frac{a_1}{a_1}]`,
    s`(y)(1)`, s`y\left(\frac{a_1+a_2}{a_1+a_2}\right)`,
  ]),
  ...group('products before brackets', LINEAR, 'generated', 'latex', 'right', [
    s`\frac{1}{2\lambda}A(A^\top w)+c`, s`A(A^Tw)/(2\lambda)+c`, s`\frac{1}{2\lambda}A[A^\top w]+c`, s`c+\frac{A(A^\top w)}{2\lambda}`,
    s`A\left(\frac{A^\top w}{2\lambda}\right)+c`,
  ]),
  ...group('products before brackets', LINEAR, 'generated', 'latex', 'wrong', [
    s`\frac{1}{2\lambda}A^\top(Aw)+c`, s`\frac{A(A^\top w)}{\lambda}+c`, s`\frac{A(A^\top w)}{2\lambda}`,
      s`\frac{A^\top(A^\top w)}{2\lambda}+c`,
    s`\frac{A(A^\top w+c)}{2\lambda}`,
  ]),
  ...group('products before brackets', LINEAR, 'step', 'latex', 'right', [
    s`x_0+\eta(w-2\lambda x_0)`, s`(1-2\eta\lambda)x_0+\eta w`, s`x_0+\eta[w-2\lambda x_0]`, s`x_0(1-2\eta\lambda)+\eta w`,
      s`\eta w+x_0-2\lambda\eta x_0`,
  ]),
  ...group('products before brackets', LINEAR, 'step', 'latex', 'wrong', [s`x_0+\eta(w-\lambda x_0)`, s`x_0-\eta(w-2\lambda x_0)`,
    s`x_0+\eta w`]),
  ...group('positive parts', MIN, 'zplus-i', 'latex', 'right', [
    s`a_1-(a_1-a_2)^+`, s`a_1-[a_1-a_2]_+`, s`a_1-(a_1-a_2)_+`, s`a_1-\operatorname{relu}(a_1-a_2)`, s`a_1-\mathrm{ReLU}(a_1-a_2)`,
    s`a_1-\max\{0,a_1-a_2\}`, s`a_1+(a_2-a_1)_-`, s`a_1+(a_2-a_1)^-`, s`\min\{a_1,a_2\}`, s`\min\left\{a_1,a_2\right\}`,
      s`a_1-\max\{a_1-a_2,0\}`,
    s`(a_1)^+-(a_1-a_2)^+`, s`a_1-\text{relu}(a_1-a_2)`, s`a_1-\left[a_1-a_2\right]^{+}`, s`a_1-\max{(0,a_1-a_2)}`,
  ]),
  ...group('positive parts', MIN, 'zplus-i', 'latex', 'wrong', [
    s`(a_1-a_2)^+`, s`[a_1-a_2]_+`, s`\max\{a_1,a_2\}`, s`a_1-(a_2-a_1)^+`, s`(a_1-a_2)_-`, s`\mathrm{relu}(a_1)`, s`a_1+[a_1-a_2]_+`,
  ]),
  ...group('styles', LINEAR, 'code', 'latex', 'right', [
    s`\frac{\mathbf{A}^\top\mathbf{w}}{2\lambda}`, s`\frac{\boldsymbol{A}^{\top}\boldsymbol{w}}{2\lambda}`,
      s`\frac{A^{\mathrm{T}}w}{2\lambda}`,
    s`\frac{A^{\mathsf T}w}{2\lambda}`, s`\frac{A^{t}w}{2\lambda}`, s`\frac{A^\intercal\vec{w}}{2\lambda}`,
      s`\frac{A^{\text{T}}w}{2\lambda}`,
    s`\frac{\mathbf{A}^{T}\vec w}{2\lambda}`, s`z^\star=\frac{A^\top w}{2\lambda}`,
      s`\mathbf{z}^*=\frac{\mathbf{A}^\top\mathbf{w}}{2\lambda}`,
    s`\vec{z}^{\,*}=\frac{A^\top\vec w}{2\lambda}`, s`z^\ast=\frac{1}{2\lambda}A^\top w`, s`z_*=\frac{1}{2\lambda}A^\top w`,
    s`\overset{*}{z}=\frac{1}{2\lambda}A^\top w`, s`\frac{Aᵀw}{2λ}`, s`\bm{A}^\top\bm{w}/(2\lambda)`,
  ]),
  ...group('styles', LINEAR, 'code', 'latex', 'wrong', [
    s`\frac{\mathbf{A}\mathbf{w}}{2\lambda}`, s`\frac{\mathbf{w}}{2\lambda}`, s`\vec{x}^*=\frac{A^\top w}{2\lambda}`,
      s`\mathbf{z}=\frac{A^\top w}{\lambda}`,
    s`\frac{\mathbf{A}^\top\mathbf{w}}{\lambda}`,
  ]),
  ...group('styles', TAYLOR, 'root', 'latex', 'right', [
    s`\tilde{x}=\mu+\frac{x-\mu}{\|x-\mu\|}`, s`\tilde x=\mu+\frac{x-\mu}{\lVert x-\mu\rVert}`,
      s`\widetilde{x}=\mu+\frac{x-\mu}{||x-\mu||}`,
    s`\tilde{\mathbf{x}}=\boldsymbol{\mu}+\frac{\mathbf{x}-\boldsymbol\mu}{\|\mathbf{x}-\boldsymbol{\mu}\|}`,
    s`\vec\mu+\frac{\vec{x}-\vec{\mu}}{\|\vec{x}-\vec{\mu}\|_2}`,
      s`\overrightarrow{\mu}+\frac{\overrightarrow{x}-\overrightarrow{\mu}}{\|\overrightarrow{x}-\overrightarrow{\mu}\|}`,
    s`\mu+(x-\mu)\|x-\mu\|^{-1}`, s`\mu+\frac{x-\mu}{\sqrt{\langle x-\mu,x-\mu\rangle}}`, s`\mu+\frac{x-\mu}{\sqrt{(x-\mu)\cdot(x-\mu)}}`,
  ]),
  ...group('styles', TAYLOR, 'root', 'latex', 'wrong', [
    s`\tilde{x}=\frac{x-\mu}{\|x-\mu\|}`, s`\mathbf{x}`, s`\vec{\mu}`,
      s`\tilde{\mathbf{x}}=\mathbf{x}-\frac{\mathbf{x}-\mu}{\|\mathbf{x}-\mu\|}`,
    s`\vec{x}=\mu+\frac{x-\mu}{\|x-\mu\|}`,
  ]),
  ...group('sums', TAYLOR, 'sum', 'latex', 'right', [
    s`\sqrt{\sum_{i=1}^d(x_i-\mu_i)^2}-1`, s`\sqrt{\sum_i(x_i-\mu_i)^2}-1`, s`\sqrt{\sum_{i=1}^{2}(x_i-\mu_i)^2}-1`,
    s`\sum_i\frac{(x_i-\mu_i)^2}{\|x-\mu\|^2}(\|x-\mu\|-1)`, s`\sum_{j=1}^{d}\frac{(x_j-\mu_j)^2}{\|x-\mu\|}-1`,
      s`\sqrt{\sum\limits_{i=1}^n(x_i-\mu_i)^2}-1`,
    s`\sqrt{(x_1-\mu_1)^2+(x_2-\mu_2)^2}-1`,
  ]),
  ...group('sums', TAYLOR, 'sum', 'latex', 'wrong', [
    s`\sum_i(x_i-\mu_i)^2-1`, s`\sqrt{\sum_i(x_i-\mu_i)^2}`, s`\sum_{i=1}^{1}(x_i-\mu_i)^2`, s`\sqrt{\sum_{i=2}^{2}(x_i-\mu_i)^2}-1`,
    s`\sum_i\frac{(x_i-\mu_i)^2}{\|x-\mu\|}`,
  ]),
  ...group('sums', MIN, 'zplus-iii', 'latex', 'right', [
    s`y\frac{a_1}{\sum_ja_j}`, s`\frac{a_1}{\sum_{j}a_j}y`, s`\frac{a_1y}{\sum_{j=1}^2a_j}`, s`\frac{a_1}{\sum_{i=1}^{d}a_i}\min(a_1,a_2)`,
    s`R_1=\frac{a_1}{\sum_ja_j}y`,
  ]),
  ...group('sums', MIN, 'zplus-iii', 'latex', 'wrong', [s`\frac{a_1}{\sum_ja_j}`, s`y\frac{a_2}{\sum_ja_j}`, s`\sum_ja_j`,
    s`\frac{y}{\sum_ja_j}`, s`y\sum_ja_j`]),
  ...group('general components', TAYLOR, 'first-relevance', 'latex', 'right', [
    s`\frac{(x_i-\mu_i)^2}{\|x-\mu\|^2}(\|x-\mu\|-1)`, s`R_i=\frac{(x_i-\mu_i)^2}{\|x-\mu\|^2}(\|x-\mu\|-1)`,
    s`\frac{(x_j-\mu_j)^2}{\sum_k(x_k-\mu_k)^2}(\|x-\mu\|-1)`, s`(x_i-\mu_i)^2\left(\frac{1}{\|x-\mu\|}-\frac{1}{\|x-\mu\|^2}\right)`,
    s`R_i=\frac{(\mathbf{x}_i-\boldsymbol{\mu}_i)^2}{\|x-\mu\|^2}\left(\|x-\mu\|-1\right)`,
  ]),
  ...group('general components', TAYLOR, 'first-relevance', 'latex', 'wrong', [
    s`(x_i-\mu_i)^2`, s`\frac{(x_i-\mu_i)^2}{\|x-\mu\|}`, s`R_i=\frac{x_i-\mu_i}{\|x-\mu\|}(\|x-\mu\|-1)`,
      s`R_2=\frac{(x_1-\mu_1)^2}{\|x-\mu\|^2}(\|x-\mu\|-1)`,
    s`x_i`,
  ]),
  ...group('general components', TAYLOR, 'root', 'latex', 'right', [s`\mu_i+\frac{x_i-\mu_i}{\|x-\mu\|}`,
    s`\tilde x_i=\mu_i+\frac{x_i-\mu_i}{\|x-\mu\|}`]),
  ...group('general components', LINEAR, 'norm', 'latex', 'right', [s`x_i=\frac{w_i}{2\lambda}`, s`x_i^*=\frac{w_i}{2\lambda}`,
    s`\frac{w_i}{2\lambda}`]),
  ...group('general components', MIN, 'zplus-iii', 'latex', 'right', [s`y\frac{a_i}{\sum_ja_j}`, s`R_i=\frac{a_i}{\sum_ja_j}y`]),
  ...group('general components', TAYLOR, 'sum', 'latex', 'unreadable', [s`(x_i-\mu_i)^2`, s`\frac{(x_i-\mu_i)^2}{\|x-\mu\|}`]),
  ...group('colons, semicolons, rows', LINEAR, 'norm', 'latex', 'right', [
    s`w:(2\lambda)`, s`\frac12 w:\lambda`, s`w\div(2\lambda)`, s`(w_1;w_2):(2\lambda)`, s`\frac{1}{2\lambda}(w_1,w_2)^\top`,
      s`(w_1:(2\lambda),w_2:(2\lambda))^T`,
    s`\begin{pmatrix}w_1\\w_2\end{pmatrix}:(2\lambda)`, s`\frac{1}{2\lambda}\begin{pmatrix}w_1&w_2\end{pmatrix}^\top`, s`0,5w:\lambda`,
      s`0{,}5\,w/\lambda`,
  ]),
  ...group('colons, semicolons, rows', LINEAR, 'norm', 'latex', 'wrong', [s`w:\lambda`, s`2\lambda w`, s`(w_2;w_1):(2\lambda)`,
    s`0,25w:\lambda`, s`1,5w/\lambda`]),
  ...group('colons, semicolons, rows', LINEAR, 'norm', 'latex', 'shape', [s`w^\top:(2\lambda)`, s`\begin{pmatrix}w_1&w_2\end{pmatrix}`,
    s`\frac{w}{2\lambda}+b`]),
  ...group('colons, semicolons, rows', MIN, 'zplus-i', 'latex', 'right', [
    s`\min(a_1;a_2)`, s`a_1a_2:\max(a_1;a_2)`, s`\min\{a_1;a_2\}`, s`(a_1+a_2-|a_1-a_2|):2`, s`a_1-\max(0;a_1-a_2)`,
      s`0,5(a_1+a_2-|a_1-a_2|)`,
  ]),
  ...group('cases', MIN, 'zplus-i', 'latex', 'right', [
    s`\begin{cases}a_1&a_1<a_2\\a_2&a_1\ge a_2\end{cases}`, s`\begin{cases}a_1,&\text{if }a_1<a_2\\a_2,&\text{otherwise}\end{cases}`,
    s`\begin{cases}a_1&\text{wenn }a_1<a_2\\a_2&\text{sonst}\end{cases}`,
      s`\begin{cases}a_1&\text{falls }a_1\leq a_2,\\a_2&\text{falls }a_1>a_2.\end{cases}`,
    s`R_1=\begin{cases}a_1&\text{für }a_1<a_2\\a_2&\text{für }a_1\ge a_2\end{cases}`, s`1_{a_1<a_2}a_1+1_{a_1\ge a_2}a_2`,
  ]),
  ...group('cases', MIN, 'zplus-i', 'latex', 'wrong', [
    s`\begin{cases}a_2&a_1<a_2\\a_1&a_1\ge a_2\end{cases}`, s`\begin{cases}a_1&a_1<a_2\\0&\text{sonst}\end{cases}`,
      s`\begin{cases}a_1&a_1<a_2\end{cases}`,
    s`\begin{cases}y&a_1<a_2\\2y&\text{otherwise}\end{cases}`, s`1_{a_1<a_2}`,
  ]),
  ...group('what the statement defines', TAYLOR, 'first-relevance', 'latex', 'right', [
    s`\frac{(x_1-\mu_1)^2}{\|x-\mu\|^2}f(x)`, s`R_1=\frac{(x_1-\mu_1)^2}{\|x-\mu\|^2}\cdot f(x)`, s`f(x)\frac{(x_1-\mu_1)^2}{\|x-\mu\|^2}`,
    s`\frac{x_1-\mu_1}{\|x-\mu\|}(x_1-\tilde x_1)`, s`R_1=\frac{(x_1-\mu_1)(x_1-\tilde{x}_1)}{\|x-\mu\|}`,
      s`f(x)\frac{(x_1-\mu_1)^2}{(f(x)+1)^2}`,
  ]),
  ...group('what the statement defines', TAYLOR, 'first-relevance', 'latex', 'wrong', [
    s`f(x)`, s`x_1-\tilde x_1`, s`R_1=f(x)`, s`\frac{f(x)}{2}`, s`\frac{(x_1-\mu_1)^2}{\|x-\mu\|}f(x)`,
  ]),
  ...group('what the statement defines', TAYLOR, 'sum', 'latex', 'right', [s`f(x)`, s`R_1+R_2`, s`\sum_iR_i=f(x)`, s`f(x)=\|x-\mu\|-1`,
    s`R_1+R_2=\|x-\mu\|-1`]),
  ...group('what the statement defines', TAYLOR, 'first-relevance', 'latex', 'unreadable', [s`R_1`, s`q`, s`x_1-\nu_1`]),
  ...group('what the statement defines', LINEAR, 'norm', 'latex', 'wrong', [s`\frac{w}{2\lambda}+0c+c`, s`x_0`, s`\mu`, s`c`,
    s`\frac{w}{2\eta}`]),
  ...group('equations and chains', MIN, 'zplus-i', 'latex', 'right', [
    s`R_1=\min(a_1,a_2)`, s`R_1=R_3=y`, s`R_1=y`, s`\min(a_1,a_2)=R_1`, s`R_1=y=\min(a_1,a_2)`, s`R_{1}=\min(a_1,a_2)`,
    s`R_1=R_3\cdot\frac{a_1}{a_1}=y`,
  ]),
  ...group('equations and chains', MIN, 'zplus-i', 'latex', 'wrong', [
    s`R_2=\min(a_1,a_2)`, s`R_2=y`, s`a_1=\min(a_1,a_2)`, s`R_1=a_1=\min(a_1,a_2)`, s`R_1=R_2=y`, s`R_1=\frac{y}{2}`, s`a_3=y`,
      s`R_1=y=a_1`,
    s`q=y`, s`y=\min(a_1,a_2)`, s`R_3=y`,
  ]),
  ...group('equations and chains', MIN, 'gamma-i', 'latex', 'wrong', [
    s`R_1=\frac{a_2^2(a_1-a_2)}{(\gamma a_1+a_2)((1+\gamma)a_1-a_2)}`, s`R_2=a_2`, s`R_2=0`,
      s`y=\frac{a_2^2(a_1-a_2)}{(\gamma a_1+a_2)((1+\gamma)a_1-a_2)}`,
    s`R_2=\frac{a_2^2}{(\gamma a_1+a_2)((1+\gamma)a_1-a_2)}`,
  ]),
  ...group('equations and chains', MIN, 'gamma-i', 'latex', 'right', [
    s`R_2=\frac{a_2^2(a_1-a_2)}{(\gamma a_1+a_2)((1+\gamma)a_1-a_2)}`, s`\frac{a_2^2(a_1-a_2)}{[\gamma a_1+a_2]\{(1+\gamma)a_1-a_2\}}`,
    s`R_2=y-R_1=\frac{a_2^2(a_1-a_2)}{(\gamma a_1+a_2)((1+\gamma)a_1-a_2)}`, s`\frac{a_2}{γa_1+a_2}\cdot\frac{a_2(a_1-a_2)}{a_1-a_2+γa_1}`,
  ]),
  ...group('equations and chains', SCALE, 'scaled-output', 'latex', 'right', [
    s`f(tx)=tf(x)`, s`f(tx)=t\,f(x)=tf`, s`tf(x)=f(tx)`, s`f(t\mathbf{x})=tf(\mathbf{x})`, s`f(tx)=t\cdot f`,
  ]),
  ...group('equations and chains', SCALE, 'scaled-output', 'latex', 'wrong', [
    s`f(x)=tf(x)`, s`f(tx)=f(x)`, s`f(tx)=t^2f(x)`, s`f(tx)=-tf(x)`, s`f(tx)=f(x)=tf(x)`, s`t=tf`, s`f=tf`,
  ]),
  ...group('equations and chains', SCALE, 'euler', 'latex', 'right', [s`f`, s`f(x)`, s`\nabla f(x)\cdot x=f(x)`,
    s`f(x)=\nabla f(x)\cdot x`, s`\nabla f(x)\cdot x=f`]),
  ...group('equations and chains', SCALE, 'euler', 'latex', 'wrong', [s`tf`, s`0`, s`\nabla f(x)\cdot x=tf(x)`, s`t`, s`f(tx)=f(x)`]),
  ...group('equations and chains', LINEAR, 'density', 'latex', 'right', [
    s`x^*=\mu+\Sigma w`, s`x^*=\Sigma w+\mu`, s`\mathbf{x}^\star=\boldsymbol\mu+\boldsymbol\Sigma\mathbf{w}`,
      s`x=\Sigma(w+\Sigma^{-1}\mu)`, s`\hat x=\mu+\Sigma w`,
  ]),
  ...group('equations and chains', LINEAR, 'density', 'latex', 'wrong', [
    s`x^*=\mu+\Sigma^{-1}w`, s`\mu=\mu+\Sigma w`, s`z^*=\mu+\Sigma w`, s`x^*=\Sigma w`, s`f=\mu+\Sigma w`,
  ]),
  ...group('bounds', LINEAR, 'rate', 'latex', 'right', [
    s`\eta<\frac1\lambda`, s`\eta\le\frac{1}{\lambda}`, s`\eta_{\max}=\frac{1}{\lambda}`, s`0<\eta<\frac{1}{\lambda}`, s`\frac1\lambda`,
      s`\eta=\lambda^{-1}`,
    s`\frac{1}{\lambda}>\eta`, s`\eta\leq1/\lambda`, s`0<\eta\le 1:\lambda`, s`\eta_{max}=1/\lambda`,
  ]),
  ...group('bounds', LINEAR, 'rate', 'latex', 'wrong', [
    s`\eta>\frac1\lambda`, s`\eta\ge\frac{1}{\lambda}`, s`\eta<\frac{2}{\lambda}`, s`\eta\le\frac{1}{2\lambda}`,
      s`\lambda=\frac1\lambda`, s`0<\eta<\lambda`,
    s`\frac1\lambda<\eta`,
  ]),
  ...group('bounds', LINEAR, 'rate', 'keys', 'right', ['eta<1/lambda', 'eta<=1/lambda', '0<eta<1/lambda', '1/lambda', 'eta=1/lambda']),
  ...group('bounds', LINEAR, 'rate', 'latex', 'unreadable', [s`\frac{1}{2\lambda}<\eta<\frac{1}{\lambda}`, s`|1-2\eta\lambda|<1`]),
  ...group('messages', MIN, 'gamma-i', 'latex', 'unreadable', [
    s`(a_1+a_2`, s`a_1)`, s`\frac{a_1}{}`, s`\sqrt{}`, s`a_1+`, s`a_1^`, s`\sum`, s`a_9`, s`\gama a_1`, s`\text{hello}`, s`\beta`,
      s`a_1,a_2`, s`a_1<a_2`, s``,
    s`\int a_1da_1`, s`a_1!`, s`a_1\pm a_2`, s`a_1+\ldots+a_2`, s`\min a_1`, s`f^+(a_1)`,
  ]),
];

// Of every scenario, the settings at which its script is run: all rules, models and methods it has, where that is cheap.

const RULES = ['zero', 'epsilon', 'gamma', 'zplus', 'alpha-beta', 'w-square', 'flat'];

export const SETTINGS = {
  'positive-homogeneity': [{}, { t: -1.5 }, { t: 7.3, bias: true, x: [0.3, -2, 1.1] }],
  'taylor-rbf': [
    {}, { x: [-0.5, 0], mu: [0, 0] }, { x: [-0.5, 0.1], mu: [0, 0], root: 'ray' }, { x: [1, 2, 3], mu: [0, -1, 0.5] },
    { root: 'free', root_point: [0.3, -2] },
  ],
  'lrp-min-networks': [
    ...[...RULES, 'z-box'].map((rule, i) => ({ rule, network: ['i', 'ii', 'iii'][i % 3], a1: 1.7, a2: 3.1, epsilon: 0.01 })),
    { network: 'iii', gamma: 0.8, a1: 4.2, a2: 1.1 }, { network: 'i', a1: 0, a2: 0 }, { network: 'iii', rule: 'gamma', a1: 2, a2: 2 },
    { network: 'own', weights: [1, 1, 1, -1, -1, 1, 0.5, -0.5, -0.5], rule: 'alpha-beta', alpha: 3 },
  ],
  'similarity-taylor': [{}, { epsilon: 0.7, x: [-1, 2] }, { root: 'free', x2: [0.5, 2.5] }],
  'bilrp-small': [
    ...RULES.map((rule) => ({ rule, x: [1.3, 0.4], epsilon: 0.05 })), { pair: '1-2', step: 1 }, { x: [2, 0], x2: [-2, 0], rule: 'gamma' },
  ],
  'convolution-backprop': [
    {}, { mode: 'same', forward: 'correlation', wanted: 'w', index: 3 }, { mode: 'valid', x: [1, 2], w: [1, -1, 2, 0.5] },
    { mode: 'circular', x: [1], w: [2], delta: [-1] }, { mode: 'circular', forward: 'correlation' }, { mode: 'valid', w: [3, 1] },
  ],
  'prototype-linear': [
    {}, { penalty: 'gaussian', step: 150 }, { penalty: 'generator', method: 'momentum', step: 60, rate: 0.02 },
    { penalty: 'generator', line_search: true, step: 80, start: [1, -2] }, { method: 'adam', step: 40, b: 1.5 },
    { lambda: -0.2, step: 10 }, { rate: 2, step: 50 }, { penalty: 'gaussian', line_search: true, method: 'momentum', step: 30 },
  ],
  'one-class-2d': [
    {}, { model: 'kde', data: 'rings', gamma: 40 }, { model: 'k-means', data: 'table', clusters: 4 }, { data: 'blobs', nu: 1 },
    { points: [[0, 0], [1, 1], [2, 0], [2, 0]], nu: 0.4, x: [0, 0] }, { model: 'k-means', clusters: 2, beta: 5 },
  ],
  'convolution-kernel': [
    { mode: 'full', trials: 20 }, { mode: 'same', distribution: 'walk', trials: 30, checks: 'eigenvalue', renew: false },
    { mode: 'valid', n: 2, d: 2, series: [1, 0], series2: [0, 1] }, { mode: 'circular', distribution: 'sine', n: 12, d: 20 },
    { mode: 'same', n: 6, d: 5, seed: 7, trials: 50, coefficients: 'sphere' },
  ],
  'recurrent-dynamics': [
    {}, { h: 3, rate: 0.2 }, { edges: ['w11', 'w12', 'none', 'w22', 'b1', 'none', 'none', 'b2'] },
    { updates: 40, t: 30, window: 4, unit: '2', epsilon: 0.05 }, { target: 'own', updates: 20, method: 'gradient', eta: 0.5 },
    { hidden: 2, hidden_seed: 4, across: '3', up: '1', target: 'own', updates: 20, t: 40, window: 30 },
    { W: [[1.8, 0.6, 0], [0, 0.4, -1], [0.3, 0, 0.9]], b: [0.1, 0, -0.2], x0: [1, 0, -1], y0: [0, 1, 0], steps: 40 },
    { h: 30, rate: 0.5, steps: 60 },
  ],
  'digits-lrp': [
    {}, { index: 17, target: '4', ties: 'split' }, { model: 'digits-linear', rule: 'w-square' },
    ...RULES.map((rule) => ({ rule, index: 12, model: 'digits-cnn-bias-free', gamma: 1, alpha: 1.5, epsilon: 0.1 })),
    ...['epsilon-plus', 'epsilon-plus-flat', 'epsilon-alpha2-beta1', 'epsilon-alpha2-beta1-flat', 'epsilon-gamma-box']
      .map((composite) => ({ composite, index: 99 })),
    { layer_rules: ['z-box', 'zplus', 'gamma', 'composite', 'alpha-beta', 'epsilon'], index: 60 },
    { method: 'gradient' }, { method: 'gradient-times-input', index: 3 },
  ],
  'bilrp-digits': [
    {}, { index: 1, index2: 0, similarity: 'cosine', patch: '7' }, { model: 'digits-cnn', layer: 'scores', feature: '4' },
    { model: 'digits-linear', rule: 'zero', shift: 2 }, { layer: 'pool2', composite: 'epsilon-plus', patch: '2' },
  ],
  'one-class-digits': [
    {}, { count: 40, class: '7', index: 0 }, { count: 30, model: 'k-means', clusters: 3, alter: 'turn' },
    { model: 'kde', count: 100, alter: 'stroke' }, { class: 'all', count: 60, nu: 0.4, gamma: 0.05 },
  ],
  'prototype-digits': [
    { step: 3, method: 'gradient', rate: 0.001 }, { step: 3, penalty: 'l2', method: 'gradient', rate: 0.01, variation: 0.2 },
    { step: 3, penalty: 'gaussian', method: 'gradient', rate: 0.0005, start: 'mean' },
    { step: 2, penalty: 'pca', model: 'digits-linear', objective: 'log-probability' },
    { step: 2, penalty: 'gaussian', model: 'digits-linear', method: 'gradient', rate: 0.0005 },
    { step: 1, penalty: 'pca', model: 'digits-linear', compare: false },
  ],
};

/** Beside them, settings drawn at random: of these seeds, and with these controls held, where else it would take long. */
export const SEEDS = [1, 2];
export const HELD = {
  'prototype-digits': { decoder: 'shipped', step: 2, penalty: 'decoder' },
  'one-class-digits': { count: 60 },
  'lrp-min-networks': { high: 5 }, // a box that holds the inputs
  'one-class-2d': { clusters: 3 }, 'convolution-backprop': { index: 1 },
};

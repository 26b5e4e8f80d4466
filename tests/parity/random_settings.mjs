// Settings drawn at random, the same at every run: any value a control may hold.

/** Numbers in [0, 1) from a seed: Marsaglia's xorshift. */
export function generator(seed) {
  let state = seed * 2654435761 >>> 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 8; ++i) next();
  return next;
}

const LARGEST = 3; // magnitude of what is drawn for points, matrices and series
const MOST_STEPS = 60;
const LAST_IMAGE = 499;

function slider({ low, high, step, logarithmic }, at) {
  const value = logarithmic ? low * (high / low) ** at : low + at * (high - low);
  return step > 0 ? Number(Math.min(high, low + Math.round((value - low) / step) * step).toPrecision(12)) : value;
}

function entries({ kind, low, high, step, initial }, random) {
  if (initial.values.length === 0) return undefined;
  const reach = kind === 'network' ? high : Math.min(LARGEST, high || LARGEST, -low || LARGEST);
  const whole = Array.from(initial.values, () => Math.round((2 * random() - 1) * reach * 2) / 2);
  const [rows, columns] = initial.shape;
  return initial.shape.length < 2 ? whole : Array.from({ length: rows }, (_, r) => whole.slice(r * columns, (r + 1) * columns));
}

function drawn(control, random) {
  const at = random();
  const any = (list) => list[Math.floor(random() * list.length)].value;
  switch (control.kind) {
    case 'slider': return slider(control, at);
    case 'seed': return Math.floor(at * 100);
    case 'step': case 'run': return Math.floor(control.low + at * Math.min(control.high - control.low, MOST_STEPS));
    case 'index': return control.initial < 0 ? undefined : Math.floor(at * LAST_IMAGE);
    case 'choice': return any(control.options);
    case 'toggle': return at < 0.5;
    case 'layer-rules': return control.initial.map((rule) => (random() < 0.7 ? rule : any(control.options)));
    case 'image': case 'action': return undefined;
    default: return control.positive_definite ? undefined : entries(control, random);
  }
}

/** By the name of each control; what stays as declared is left out. */
export function random_settings(controls, seed) {
  const random = generator(seed);
  return Object.fromEntries(controls.map((control) => [control.name, drawn(control, random)]).filter(([, value]) => value !== undefined));
}

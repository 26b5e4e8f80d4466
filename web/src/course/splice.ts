// A gradebook of the page around: messages of the SPLICE protocol (cssplice.org), spoken by Runestone, OpenDSA, Doenet, PreTeXt.

import { is_record } from '../state/plain';
import type { Fault, Gradebook, Restored } from './gradebook';
import { Host } from './host';
import { is_nothing, read_state, write_state, type State } from './state';

/** crypto.randomUUID is there over https alone. */
function unique(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(16).padStart(8, '0')).join('');
}

/** What an answer to SPLICE.getState says. An error stands for no keeper: pages that know no SPLICE answer so. */
function read_answer(answer: Record<string, unknown>): Restored {
  if (is_record(answer['error'])) return { keeper: false, fault: null };
  const given = answer['state'];
  if (is_nothing(given)) return { keeper: true, state: null, fault: null };
  const state = read_state(given);
  const params = { given: JSON.stringify(given).slice(0, 40), expected: 'relevance-lab-state 1' };
  const fault: Fault = { code: 'course-bad-state', params };
  return { keeper: true, state, fault: state ? null : fault };
}

export class Splice implements Gradebook {
  readonly pause_ms = 2000;
  readonly #host: Host;
  readonly #activity: string;

  /** `scenario`: by its name a host tells one embedding from another, where its frames do not. */
  constructor(host: Host, scenario: string) {
    this.#host = host;
    this.#activity = `relevance-lab/${scenario}`;
  }

  restore(): Promise<Restored> {
    const id = unique();
    return new Promise((resolve) => {
      const hear = (event: MessageEvent<unknown>) => {
        const { data } = event;
        if (!this.#host.sent(event) || !is_record(data)) return;
        if (data['subject'] !== 'SPLICE.getState.response' || data['message_id'] !== id) return;
        removeEventListener('message', hear);
        this.#host.trust(event);
        resolve(read_answer(data));
      };
      addEventListener('message', hear);
      this.#post('SPLICE.getState', id, {});
    });
  }

  keep(state: State, score: number | null): Promise<null> {
    this.#post('SPLICE.reportScoreAndState', unique(), { score, state: write_state(state) });
    return Promise.resolve(null);
  }

  tell(name: string, data: Record<string, string>): void { this.#post('SPLICE.sendEvent', unique(), { name, data }); }

  end(): void { /* what is told is told */ }

  #post(subject: string, message_id: string, more: Record<string, unknown>): void {
    this.#host.post({ subject, message_id, activity_id: this.#activity, ...more });
  }
}

// A gradebook by SCORM 1.2, as Moodle and others play it without a server of ours.

import type { Fault, Gradebook, Restored } from './gradebook';
import { pack_within, unpack } from './pack';
import { find_api, points, timespan, type ScormApi } from './scorm_api';
import type { State } from './state';

const LIMIT = 4096; // characters of cmi.suspend_data
const RARELY_MS = 60_000; // between commits of what nobody judged
const DONE = ['passed', 'completed'];
const BEGUN = [...DONE, 'incomplete', 'failed'];

type Call = 'LMSInitialize' | 'LMSSetValue' | 'LMSCommit' | 'LMSFinish';

export class Scorm implements Gradebook {
  readonly pause_ms = 400; // setting a value costs nothing; committing it may cost a request
  readonly #api = find_api(window);
  readonly #since = performance.now();
  #open = false;
  #status = '';
  #score: number | null = null; // of the last answer
  #packed = '';
  #turn = 0;
  #committed = performance.now();

  constructor() {
    addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); }); // its session has ended
  }

  async restore(): Promise<Restored> {
    const api = this.#api;
    if (api === null) return { keeper: false, fault: { code: 'course-no-api', params: { given: '–', expected: 'API' } } };
    const refused = this.#call(api, 'LMSInitialize', '');
    if (refused) return { keeper: false, fault: { ...refused, code: 'course-closed' } };
    this.#open = true;
    const kept = this.#get(api, 'cmi.suspend_data');
    this.#status = this.#get(api, 'cmi.core.lesson_status');
    const fault = BEGUN.includes(this.#status) ? null : this.#begin(api);
    const state = kept === '' ? null : await unpack(kept);
    const unread: Fault = { code: 'course-bad-state', params: { given: kept.slice(0, 40), expected: 'rl1.…' } };
    return { keeper: true, state, fault: kept !== '' && state === null ? unread : fault };
  }

  async keep(state: State, score: number | null): Promise<Fault | null> {
    if (score !== null) this.#score = score;
    const turn = ++this.#turn;
    const packed = await pack_within(state, LIMIT);
    if (!this.#open || this.#api === null) return null;
    if (packed === null) return { code: 'course-too-long', params: { given: '≥ 4096', expected: '< 4096' } };
    if (turn !== this.#turn) return null; // a newer state is on its way, with all that is in this one
    this.#packed = packed;
    return this.#write(this.#api);
  }

  tell(): void { /* nobody to tell */ }

  end(): void {
    const api = this.#api;
    if (!this.#open || api === null) return;
    this.#write(api);
    this.#set(api, 'cmi.core.session_time', timespan((performance.now() - this.#since) / 1000));
    this.#set(api, 'cmi.core.exit', 'suspend');
    this.#call(api, 'LMSFinish', '');
    this.#open = false;
  }

  /** Without a status of ours the system takes the exercise for completed as soon as it is left. */
  #begin(api: ScormApi): Fault | null {
    this.#status = 'incomplete';
    return this.#set(api, 'cmi.core.lesson_status', this.#status) ?? this.#call(api, 'LMSCommit', '');
  }

  /** The score of an answer, where there is one, and the state. */
  #write(api: ScormApi): Fault | null {
    const score = this.#score;
    this.#score = null;
    const values: [string, string][] = [];
    if (score !== null) {
      if (!DONE.includes(this.#status)) this.#status = score >= 1 ? 'passed' : 'incomplete';
      values.push(['cmi.core.score.min', '0'], ['cmi.core.score.max', '100'], ['cmi.core.score.raw', points(score)],
        ['cmi.core.lesson_status', this.#status]);
    }
    if (this.#packed !== '') values.push(['cmi.suspend_data', this.#packed]);
    const faults = values.map(([element, value]) => this.#set(api, element, value));
    if (score !== null || performance.now() - this.#committed > RARELY_MS) {
      faults.push(this.#call(api, 'LMSCommit', ''));
      this.#committed = performance.now();
    }
    const fault = faults.find((one) => one !== null) ?? null;
    if (fault && score !== null) this.#score = score; // with the next one
    return fault;
  }

  #get(api: ScormApi, element: string): string {
    try {
      return String(api.LMSGetValue(element));
    } catch {
      return '';
    }
  }

  #set(api: ScormApi, element: string, value: string): Fault | null { return this.#call(api, 'LMSSetValue', element, value); }

  #call(api: ScormApi, name: Call, ...args: string[]): Fault | null {
    const what = name === 'LMSSetValue' ? args[0] ?? '' : name;
    try {
      const method = api[name] as (...args: string[]) => unknown;
      if (String(method.apply(api, args)) === 'true') return null;
      const code = String(api.LMSGetLastError());
      return { code: 'course-refused', params: { what, given: `${code} ${api.LMSGetErrorString(code)}`.trim(), expected: 'true' } };
    } catch (error) {
      return { code: 'course-refused', params: { what, given: String(error).slice(0, 80), expected: 'true' } };
    }
  }
}

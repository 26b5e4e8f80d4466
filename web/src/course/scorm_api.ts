// The SCORM 1.2 runtime of a learning management system: an object API in a window around this one.

export interface ScormApi {
  LMSInitialize(text: ''): string;
  LMSFinish(text: ''): string;
  LMSGetValue(element: string): string;
  LMSSetValue(element: string, value: string): string;
  LMSCommit(text: ''): string;
  LMSGetLastError(): string;
  LMSGetErrorString(code: string): string;
}

const FARTHEST = 50; // windows up

/** Of a window of another origin nothing can be read. */
function api_of(at: Window): ScormApi | null {
  try {
    const api = (at as Window & { API?: unknown }).API;
    return typeof api === 'object' && api !== null && 'LMSInitialize' in api ? api as ScormApi : null;
  } catch {
    return null;
  }
}

/** In `from` or the nearest window around it. */
function above(from: Window): ScormApi | null {
  for (let [at, steps] = [from, 0]; steps < FARTHEST; [at, steps] = [at.parent, steps + 1]) {
    const api = api_of(at);
    if (api || at.parent === at) return api;
  }
  return null;
}

/** Up the parents, then in the window this one was opened from, and up from there. */
export function find_api(from: Window): ScormApi | null {
  const opener = (from.opener ?? from.top?.opener ?? null) as Window | null;
  return above(from) ?? (opener ? above(opener) : null);
}

/** Seconds as CMITimespan, HHHH:MM:SS.SS. */
export function timespan(seconds: number): string {
  const hundredths = Math.min(Math.max(0, Math.round(seconds * 100)), 9999 * 360_000);
  const two = (n: number) => String(n).padStart(2, '0');
  const [whole, rest] = [Math.floor(hundredths / 100), hundredths % 100];
  return `${String(Math.floor(whole / 3600)).padStart(4, '0')}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}.${two(rest)}`;
}

/** A share in [0, 1] as a score from 0 to 100, in plain decimals. */
export function points(score: number): string {
  return String(Math.round(score * 10_000) / 100);
}

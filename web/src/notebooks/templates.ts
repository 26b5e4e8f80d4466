// The templates as the page has them: each a chunk of its own, loaded when its kind is asked for.

const FILES = import.meta.glob<string>('./*.py', { query: '?raw', import: 'default' });

/** The text of a template, by its name without ending. Rejects where there is none. */
export async function load_template(name: string): Promise<string> {
  const load = FILES[`./${name}.py`];
  if (load === undefined) throw new Error(`there is no template "${name}", expected one of ${Object.keys(FILES).join(', ')}`);
  return load();
}

// Files that were dropped or picked: by path, as they stand on the disk whenever they are read.

/** `live`: a later reading sees what was saved meanwhile. */
export interface Dropped { path: string; live: boolean; file(): Promise<File> }

/** The parts of the File System Access API that are used, where a browser has them. */
interface FileHandle { kind: 'file'; name: string; getFile(): Promise<File> }
interface FolderHandle { kind: 'directory'; name: string; values(): AsyncIterable<Handle> }
type Handle = FileHandle | FolderHandle;
interface Pickers {
  showOpenFilePicker?(options: { multiple: boolean }): Promise<FileHandle[]>;
  showDirectoryPicker?(): Promise<FolderHandle>;
}

const MOST_FILES = 500;
const IGNORED = ['node_modules', 'dist'];
const is_ignored = (name: string) => name.startsWith('.') || IGNORED.includes(name);

const of_file = (file: File, path = file.webkitRelativePath || file.name): Dropped => ({
  path, live: false, file: () => Promise.resolve(file),
});

async function of_handle(handle: Handle, into: Dropped[], prefix = ''): Promise<void> {
  const path = prefix + handle.name;
  if (handle.kind === 'file') { into.push({ path, live: true, file: () => handle.getFile() }); return; }
  for await (const inner of handle.values())
    if (!is_ignored(inner.name) && into.length < MOST_FILES) await of_handle(inner, into, `${path}/`);
}

const promised = <T>(ask: (resolve: (value: T) => void, reject: (error: unknown) => void) => void) => new Promise<T>(ask);

async function of_entry(entry: FileSystemEntry, into: Dropped[], prefix = ''): Promise<void> {
  const path = prefix + entry.name;
  if (entry.isFile) {
    const file = await promised<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    into.push(of_file(file, path));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const next = () => promised<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
  for (let some = await next(); some.length > 0; some = await next()) // a part at a time
    for (const inner of some) if (!is_ignored(inner.name) && into.length < MOST_FILES) await of_entry(inner, into, `${path}/`);
}

type Item = DataTransferItem & { getAsFileSystemHandle?(): Promise<Handle | null> };

/** What a drop holds. All of it must be asked for before the first wait: then the browser forgets it. */
export async function read_drop(transfer: DataTransfer): Promise<Dropped[]> {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file') as Item[];
  const asked = items.map((item) => ({
    handle: item.getAsFileSystemHandle?.().catch(() => null) ?? null, entry: item.webkitGetAsEntry(), file: item.getAsFile(),
  }));
  const found: Dropped[] = [];
  for (const { handle, entry, file } of asked) {
    const held = await handle;
    if (held) await of_handle(held, found);
    else if (entry) await of_entry(entry, found);
    else if (file) found.push(of_file(file));
  }
  return found;
}

export const read_list = (files: FileList): Dropped[] => [...files].filter(({ webkitRelativePath }) =>
  !webkitRelativePath.split('/').some(is_ignored)).map((file) => of_file(file));

/** By the browser's own dialog, which lets later readings see what was saved; null: there is none here, or not here. */
export async function pick(what: 'files' | 'folder'): Promise<Dropped[] | null> {
  const { showOpenFilePicker, showDirectoryPicker } = window as Pickers;
  try {
    const found: Dropped[] = [];
    if (what === 'files' && showOpenFilePicker)
      for (const handle of await showOpenFilePicker.call(window, { multiple: true })) await of_handle(handle, found);
    else if (what === 'folder' && showDirectoryPicker) await of_handle(await showDirectoryPicker.call(window), found);
    else return null;
    return found;
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? [] : null; // changed one's mind; or it is forbidden
  }
}

/** The file of that name, relative to the scenario's folder; one that was dropped alone counts by its last name. */
export function find(files: readonly Dropped[], name: string): Dropped | null {
  const last = name.split('/').at(-1);
  return files.find(({ path }) => path === name || path.endsWith(`/${name}`)) ?? files.find(({ path }) => path === last) ?? null;
}

/** What may be a scenario: JSON files, those that lie highest first. */
export function scenarios_of(files: readonly Dropped[]): Dropped[] {
  const depth = ({ path }: Dropped) => path.split('/').length;
  const found = files.filter(({ path }) => path.endsWith('.json') && !path.endsWith('.schema.json') && !path.endsWith('package.json'));
  return found.filter((one) => depth(one) === Math.min(...found.map(depth))).sort((a, b) => a.path.localeCompare(b.path, 'en'));
}

// Files and folders of language models among dropped files become the one that writes; they are no logs. In: dropped files. Out: the others.
import type { DroppedFile } from '../contracts/threads';
import { visibleLine } from '../core/ticket/neutral';
import type { App } from './app';
import { FEW, folderRoot, isNamed, isNameless } from './model-names';

const MAGIC = 'GGUF';

/** Null: there were only models, or one that was not taken; the settings say what became of it. */
export async function takeModels(
  app: App,
  files: readonly DroppedFile[],
): Promise<readonly DroppedFile[] | null> {
  const root = folderRoot(files);
  if (root !== null) return takeFolder(app, files, root);
  const isFew = files.length <= FEW;
  const found: DroppedFile[] = [];
  for (const dropped of files)
    if (isNamed(dropped) || (isFew && isNameless(dropped) && (await beginsAsModel(dropped))))
      found.push(dropped);
  if (found.length === 0) return files;
  const isTaken = await chooseModelFile(app, found[0].file);
  const { notice } = app.models.state.getState();
  const rest = found.length > 1 ? ` Of ${found.length} model files it is the first.` : '';
  if (isTaken) {
    const name = visibleLine(found[0].file.name);
    app.settings.setState({
      notice: null,
      news: `${name} is a language model: it writes the summaries of tickets from now on.${rest}`,
    });
  } else app.settings.setState({ notice: notice?.text ?? 'The model could not be opened.', news: null });
  app.models.state.setState({ notice: null });
  const others = files.filter((dropped) => !found.includes(dropped));
  return others.length > 0 ? others : null;
}

/** What lies in the folder, and a library beside it, is the model; the rest is to be analysed. */
async function takeFolder(
  app: App,
  files: readonly DroppedFile[],
  root: string,
): Promise<readonly DroppedFile[] | null> {
  const isOfModel = ({ path }: DroppedFile): boolean => path.startsWith(root) || /\.wasm$/i.test(path);
  const own = root === '' ? files : files.filter(isOfModel);
  const isTaken = await chooseModelFolder(app, own);
  const { notice } = app.models.state.getState();
  const { folder } = app.settings.getState().valid.writer;
  app.settings.setState(
    isTaken
      ? {
          notice: null,
          news: `${folder?.name} is a language model for the graphics processor: it was copied into this browser, and writes the summaries of tickets from now on.`,
        }
      : { notice: notice?.text ?? 'The model could not be opened.', news: null },
  );
  app.models.state.setState({ notice: null });
  const others = files.filter((dropped) => !own.includes(dropped));
  return others.length > 0 ? others : null;
}

/** Checks a folder and copies it into the browser; a whole one is the writer from then on. */
export async function chooseModelFolder(app: App, files: readonly DroppedFile[]): Promise<boolean> {
  const folder = await app.models.importFolder(files);
  if (folder === null) return false;
  const { draft, edit } = app.settings.getState();
  edit({ writer: { ...draft.writer, provider: 'web-llm', folder } });
  return true;
}

/** Checks the file; a whole one is the writer from then on. False: it is not, and the notice of the models says why. */
export async function chooseModelFile(app: App, file: File): Promise<boolean> {
  const name = await app.models.openFile(file);
  if (name === null) return false;
  const { draft, edit } = app.settings.getState();
  edit({ writer: { ...draft.writer, provider: 'wllama', file: name } });
  return true;
}

async function beginsAsModel({ file }: DroppedFile): Promise<boolean> {
  const head = await file
    .slice(0, MAGIC.length)
    .text()
    .catch(() => '');
  return head === MAGIC;
}

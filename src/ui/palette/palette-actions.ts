// Everything that the palette can do now. In: an analysis and what is open beside it. Out: actions with their names; each is what a click does elsewhere.

import { EXAMPLES } from '../../contracts/sql-examples';
import { templateId } from '../../contracts/tables';
import { analyzeAgain, cancelAnalysis, closeAnalysis, reopenAnalysis } from '../../store/actions';
import type { App } from '../../store/app';
import { choiceOfSpan } from '../../store/compare-choice';
import { startDemo } from '../../store/demo';
import { exportFile } from '../../store/export-file';
import { openAnalyses } from '../../store/open-analyses';
import { showAnalysis } from '../../store/parts';
import type { Theme } from '../../store/view';
import { type Label, named, t } from '../../words/t';
import { TAB_FACES, visibleTabs } from '../result/result-tabs';
import { saveBlob } from '../shared/download';
import { zoneActions } from '../shared/use-clock';
import { languageActions } from '../shared/use-language';
import { FILE_INPUT, FOLDER_INPUT, openChooser, SETTINGS_INPUT } from '../shell/file-inputs';

export interface PaletteAction {
  readonly id: string;
  /** 'View', 'Template': what kind of thing it is. */
  readonly kind: Label;
  readonly label: string;
  /** Of the page's keys, where it has one. */
  readonly key?: string;
  /** Text of a log: shown as such. */
  readonly isLogText?: true;
  /** Waited for where it takes time; what it fails with is shown. */
  run(): void | Promise<void>;
  /** What has the focus afterwards; absent: what had it before. */
  readonly focus?: string;
}

export function paletteActions(app: App): readonly PaletteAction[] {
  const { phase } = app.session.getState();
  return [
    ...(phase === 'done' ? resultActions(app) : []),
    ...pageActions(app),
    ...(phase === 'done' ? contentActions(app) : []),
  ];
}

const MAIN = '#main';
const SQL_INPUT = '#sql-input';

function resultActions(app: App): PaletteAction[] {
  const { result } = app.session.getState();
  if (result === null) return [];
  const view = app.view.getState();
  const views = visibleTabs(result).map((tab, i): PaletteAction => {
    const key = i < 9 ? `${i + 1}` : undefined;
    const focus = `#tab-${tab}`;
    return { id: tab, kind: 'View', label: t(TAB_FACES[tab][0]), key, run: () => view.showTab(tab), focus };
  });
  return [...views, ...toggles(app), ...(view.tab === 'lines' ? lineActions() : [])];
}

function toggles(app: App): PaletteAction[] {
  const view = app.view.getState();
  const { lineView, zoom, templateQuery, isWhyOpen } = view;
  const toggle = (label: string, run: () => void, key?: string): PaletteAction => {
    return { id: label, kind: 'Toggle', label, key, run };
  };
  const asMap = templateQuery.as === 'map';
  return [
    toggle(isWhyOpen ? t('Hide why we think so') : t('Show why we think so: scores and votes'), () => {
      view.setWhyOpen(!isWhyOpen);
      view.showTab('overview');
    }),
    toggle(asMap ? t('Templates as a list') : t('Heat map of templates by time'), () => {
      view.filterTemplates({ as: asMap ? 'list' : 'map' });
      view.showTab('templates');
    }),
    toggle(lineView.folds ? t('Lines: show repeats one by one') : t('Lines: fold repeats'), () =>
      view.changeLines({ folds: !lineView.folds }),
    ),
    toggle(lineView.byTime ? t('Lines: file after file') : t('Lines: all files by time'), () =>
      view.changeLines({ byTime: !lineView.byTime }),
    ),
    ...(lineView.chips.length > 0
      ? [toggle(t('Lines: clear all filters'), () => view.changeLines({ chips: [] }))]
      : []),
    ...(zoom === null
      ? []
      : [
          toggle(t('Timeline: whole log'), () => view.setZoom(null)),
          toggle(t('Compare the span in view with before'), () =>
            view.showCompare(choiceOfSpan(zoom, 'before')),
          ),
          toggle(t('Compare the span in view with the rest'), () =>
            view.showCompare(choiceOfSpan(zoom, 'rest')),
          ),
        ]),
  ];
}

/** Keys of Lines, where it is open: the palette presses them. */
const LINE_KEYS: readonly (readonly [key: string, what: Label])[] = [
  ['/', 'search'],
  ['n', 'next hit'],
  ['N', 'previous hit'],
  ['e', 'next error'],
  ['E', 'previous error'],
  ['w', 'next warning'],
  ['W', 'previous warning'],
  ['g', 'first line'],
  ['G', 'last line'],
  ['h', 'only hits, or all lines'],
  ['x', 'leave out the template of the line'],
  ['m', 'pin the line, or take the pin away'],
  ['c', 'copy the selected lines'],
  ['y', 'copy a link to the line'],
  ['b', 'wrap long lines'],
  ['f', 'show or hide the columns of fields'],
  ['r', 'lines as they stand in the file'],
];

function lineActions(): PaletteAction[] {
  return LINE_KEYS.map(([key, what]) => ({
    id: `key ${key}`,
    kind: 'Lines',
    label: t('Lines: {what}', { what: t(what) }),
    key,
    // When the palette is gone: until then keys are its own.
    run: () => void setTimeout(() => document.body.dispatchEvent(pressed(key))),
  }));
}

const pressed = (key: string): KeyboardEvent =>
  new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });

const THEMES: readonly (readonly [Theme, Label])[] = [
  ['light', 'Theme: light'],
  ['dark', 'Theme: dark'],
  ['system', 'Theme: as the system'],
];

function pageActions(app: App): PaletteAction[] {
  const { phase, files, updating } = app.session.getState();
  const view = app.view.getState();
  const page = (
    label: string,
    run: PaletteAction['run'],
    more: Partial<PaletteAction> = {},
  ): PaletteAction => {
    return { id: label, kind: 'Page', label, run, ...more };
  };
  return [
    page(t('Open files …'), () => openChooser(FILE_INPUT)),
    page(t('Open a folder …'), () => openChooser(FOLDER_INPUT)),
    page(t('Load settings …'), () => openChooser(SETTINGS_INPUT)),
    ...(phase === 'idle'
      ? [page(t('Try the demo incident'), () => void startDemo(app), { focus: MAIN })]
      : []),
    ...(phase === 'done' ? [page(t('New analysis'), () => closeAnalysis(app), { focus: MAIN })] : []),
    ...(phase === 'done' && files.length > 0 && !updating
      ? [page(t('Run again with the settings in force'), () => void analyzeAgain(app))]
      : []),
    ...(phase === 'running'
      ? [page(t('Cancel the analysis'), () => cancelAnalysis(app), { focus: MAIN })]
      : []),
    ...THEMES.filter(([theme]) => theme !== view.theme).map(([theme, label]) =>
      page(t(label), () => view.setTheme(theme)),
    ),
    ...languageActions().map(({ label, run }) => page(label, run)),
    ...zoneActions(app).map(({ label, run }) => page(label, run)),
    page(t('Keys'), () => void setTimeout(() => view.setHelpOpen(true)), { key: '?' }),
  ];
}

function contentActions(app: App): PaletteAction[] {
  const { result, exportNames } = app.session.getState();
  if (result === null) return [];
  const view = app.view.getState();
  const { incidents, templates, files } = result;
  return [
    ...incidents.map(
      ({ id, title }): PaletteAction => ({
        ...{ id, kind: 'Incident', label: `${id} ${title}`, isLogText: true, focus: '#tab-incidents' },
        run: () => view.showIncident(id),
      }),
    ),
    ...othersOf(app),
    ...EXAMPLES.map(
      ({ title, sql }): PaletteAction => ({
        ...{ id: `sql ${title}`, kind: 'SQL', label: named(title), focus: SQL_INPUT },
        run: () => {
          app.sql.write(sql);
          view.showSql(sql);
        },
      }),
    ),
    ...exportNames.map(
      (name): PaletteAction => ({
        ...{ id: name, kind: 'Export', label: t('Save {name}', { name }) },
        run: async () => {
          const { blob, name: path } = await exportFile(app, name);
          saveBlob(blob, path);
        },
      }),
    ),
    ...files.map(
      ({ name }, fileIdx): PaletteAction => ({
        ...{ id: `file ${fileIdx}`, kind: 'File', label: name, isLogText: true, focus: '#tab-files' },
        run: () => view.showFile(fileIdx),
      }),
    ),
    ...templates.map(
      ({ text }, template): PaletteAction => ({
        ...{ id: templateId(template), kind: 'Template', label: `${templateId(template)} ${text}` },
        ...{ isLogText: true, focus: '.template-grid' },
        run: () => view.showTemplate({ template, text }),
      }),
    ),
  ];
}

/** Analyses that are open beside, and those that are kept. */
function othersOf(app: App): PaletteAction[] {
  const { open } = app.workspace.getState();
  const isOpen = new Set(open.map(({ session }) => session.getState().result?.id));
  const kept = (app.history.getState().items ?? []).filter(({ id }) => !isOpen.has(id));
  return [
    ...openAnalyses(open)
      .filter((each) => each.app !== app)
      .map(
        ({ app: other, name }): PaletteAction => ({
          ...{ id: other.key, kind: 'Open', label: name, isLogText: true, focus: MAIN },
          run: () => showAnalysis(other),
        }),
      ),
    ...kept.map(
      ({ id, name }): PaletteAction => ({
        ...{ id, kind: 'Kept', label: name, isLogText: true, focus: MAIN },
        run: () => void reopenAnalysis(app, id),
      }),
    ),
  ];
}

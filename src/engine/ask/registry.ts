// The tools by name.
import type { AskTool } from '../../contracts/ask';
import type { Tool } from './tool';
import { countLines } from './tools/count-lines';
import { describeLog } from './tools/describe-log';
import { describeTemplate } from './tools/describe-template';
import { linesAround } from './tools/lines-around';
import { listChanges } from './tools/list-changes';
import { listComponents } from './tools/list-components';
import { listIncidents } from './tools/list-incidents';
import { newTemplates } from './tools/new-templates';
import { searchLines } from './tools/search-lines';
import { searchRunbooks } from './tools/search-runbooks';

export const TOOLS: { readonly [T in AskTool]: Tool<T> } = {
  search_lines: searchLines,
  count_lines: countLines,
  describe_template: describeTemplate,
  list_incidents: listIncidents,
  lines_around: linesAround,
  search_runbooks: searchRunbooks,
  list_changes: listChanges,
  list_components: listComponents,
  new_templates: newTemplates,
  describe_log: describeLog,
};

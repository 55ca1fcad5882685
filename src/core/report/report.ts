/**
 * report.html: an analysis as one page that opens from disk with no network and runs no script. In: an analysis, its pins. Out: the text of the
 * file. Nothing of a log is markup in it (markup.ts), and its own policy lets it load nothing.
 */
import { REPORT_SECTIONS } from '../../contracts/export-share';
import type { PinnedLine } from '../../contracts/pins';
import type { AnalysisResult } from '../../contracts/result';
import { countOf } from '../wording/plural';
import { voteRule } from '../wording/vote-rule';
import { anchorOf, html, type Markup, trusted } from './markup';
import { REPORT_STYLE, REPORT_STYLE_HASH } from './style';
import { filesSection, pinsSection, problemsSection, settingsSection, templatesSection } from './tables';
import { incidentArticle } from './ticket';
import { timelineSection } from './timeline';
import { summarise, type Verdict } from './verdict';

export interface ReportInput {
  readonly result: AnalysisResult;
  /** Of the product. */
  readonly version: string;
  readonly pins: readonly PinnedLine[];
  /** False: without the lines of evidence and pins. */
  readonly withLines: boolean;
}

type SectionName = (typeof REPORT_SECTIONS)[number]['name'];

export function reportHtml(input: ReportInput): string {
  const { result, version } = input;
  const verdict = summarise(result);
  const sections = sectionsOf(input, verdict);
  const policy = `default-src 'none'; style-src '${REPORT_STYLE_HASH}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Harbinger ${version}">
<title>${result.name}: report</title>
<style>${trusted(REPORT_STYLE)}</style>
</head>
<body>
<header><p class="muted">Report of Harbinger ${version}</p><h1>${result.name}</h1></header>
<nav aria-label="Parts of the report"><ul>${REPORT_SECTIONS.map(({ name }) => html`<li><a href="#${anchorOf(name)}">${name}</a></li>`)}</ul></nav>
<main>
${REPORT_SECTIONS.map(
  ({ name }) => html`<section aria-labelledby="${anchorOf(name)}"><h2 id="${anchorOf(name)}">${name}</h2>
${sections[name]}
</section>
`,
)}</main>
</body>
</html>
`.text;
}

function sectionsOf(
  { result, version, pins, withLines }: ReportInput,
  verdict: Verdict,
): Readonly<Record<SectionName, Markup>> {
  const { incidents } = result;
  return {
    Verdict: verdictSection(verdict, result, withLines),
    Timeline: timelineSection(result),
    Incidents:
      incidents.length === 0
        ? html`<p>No incident was found; the verdict says what was looked at.</p>`
        : html`${incidents.map((each) => incidentArticle(each, result, withLines))}`,
    'Pins and notes': pinsSection(pins, withLines),
    Templates: templatesSection(result),
    Files: filesSection(result),
    Problems: problemsSection(result.problems),
    Settings: settingsSection(result),
    Analysis: analysisSection(result, version),
  };
}

function verdictSection(
  { tone, sentence, lookedAt, notLookedAt }: Verdict,
  { incidents }: AnalysisResult,
  withLines: boolean,
): Markup {
  const items = (all: readonly string[]): Markup =>
    html`<ul>${all.map((each) => html`<li>${each}</li>`)}</ul>`;
  const links = incidents.map(
    ({ id, severity, title }) =>
      html`<li><span class="badge ${severity}">${severity}</span> <a href="#${anchorOf(id)}">${id}</a> ${title}</li>`,
  );
  return html`<p class="verdict ${tone}">${sentence}</p>
${!withLines && html`<p>This report was saved without the lines of the log: places of evidence stand in it, their text does not. Sentences and titles still quote words of them.</p>`}
${links.length > 0 && html`<ul class="links">${links}</ul>`}
<div class="beside"><div><h3>Looked at</h3>${items(lookedAt)}</div>${notLookedAt.length > 0 && html`<div><h3>Not looked at, or limits</h3>${items(notLookedAt)}</div>`}</div>`;
}

function analysisSection({ id, timeline, sessions }: AnalysisResult, version: string): Markup {
  const detectors = (timeline?.detectors ?? []).map(({ name, backend, numRows, abstained }) =>
    abstained === null
      ? html`<li>${name} (${backend}), learnt from ${countOf(numRows, 'window')}</li>`
      : html`<li>${name} abstained: ${abstained}</li>`,
  );
  return html`<p>Analysis <code>${id}</code> by Harbinger ${version}. Times are in UTC. The same files and settings give the same analysis.</p>
${detectors.length > 0 && html`<p>Detectors, of which ${voteRule(detectors.length)} must agree on a window:</p><ul>${detectors}</ul>`}
${sessions !== null && html`<p>${countOf(sessions.length, 'session')} by ${sessions.identifier} were looked at; sessions.csv lists them.</p>`}`;
}

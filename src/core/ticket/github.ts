/**
 * A GitHub issue from an incident: title and body, and the prefilled link (at most 8,191 bytes) for a user who gives no token.
 * In the link sections are left out, the least needed first, and the body says so.
 */
import type { Incident } from '../../contracts/incident';
import { cut, defang, visibleLine } from './neutral';
import { type Section, type TicketContext, ticketSections } from './sections';
import { renderSections } from './ticket';

export const MAX_URL_BYTES = 8191;
const MAX_TITLE = 256;
/** GitHub refuses longer bodies. */
const MAX_BODY = 65_536;

export interface GithubIssue {
  readonly title: string;
  readonly body: string;
  /** https://github.com/OWNER/REPO/issues/new?...; null: no repository given, or not of the form owner/name. */
  readonly url: string | null;
}

/** @param repository 'owner/name'; null: no link */
export function githubIssue(
  incident: Incident,
  context: TicketContext,
  repository: string | null,
): GithubIssue {
  const sections = ticketSections(incident, context);
  const title = cut(defang(visibleLine(`${incident.id}: ${incident.title}`)), MAX_TITLE);
  const body = longestThatFits(sections, (text) => text.length <= MAX_BODY) ?? title;
  return { title, body, url: prefilledUrl(sections, title, repository) };
}

function prefilledUrl(sections: readonly Section[], title: string, repository: string | null): string | null {
  if (repository === null || !/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(repository)) return null;
  const urlOf = (body: string, short = title) =>
    `https://github.com/${repository}/issues/new?title=${encodeURIComponent(short)}&body=${encodeURIComponent(body)}`;
  const body = longestThatFits(sections, (text) => urlOf(text).length <= MAX_URL_BYTES);
  return body === null ? urlOf('See the attached incident_ticket.md.', cut(title, 100)) : urlOf(body);
}

/** The longest ticket that fits, sections left out from the highest priority number down; null: not even the summary does. */
function longestThatFits(sections: readonly Section[], fits: (text: string) => boolean): string | null {
  for (let least = 5; least >= 1; least--) {
    const kept = sections.filter((section) => section.priority <= least);
    const left = sections
      .filter((section) => section.priority > least && section.heading !== '')
      .map((section) => section.heading);
    const note =
      left.length > 0 ? `\nLeft out for length: ${left.join(', ')}. They are in incident_ticket.md.\n` : '';
    const text = renderSections(kept) + note;
    if (fits(text)) return text;
  }
  return null;
}

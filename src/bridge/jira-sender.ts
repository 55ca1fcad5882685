// Jira, REST: POST /rest/api/2|3/issue, answered by 201. In: incident_ticket.jira.json. Out: a new issue, on a server of the person's own
// or by a relay; for Jira Cloud, which answers no page, a curl line.
import type { OutgoingRequest } from '../contracts/outgoing';
import { curlLine } from './curl-line';
import { answerOf, httpAddress, jsonOf, refusedBecause, said, serviceAddress } from './entries';
import type { SendItem, SendResult } from './protocol';
import type { Entries, Sender, SenderAnswer, SenderField } from './sender';
import { wikiText } from './wiki-text';

const VERSIONS = ['2', '3'] as const;
const FIELDS: readonly SenderField[] = [
  { name: 'address', label: 'Address of Jira (https://…)', isSecret: false },
  { name: 'project', label: 'Project key', isSecret: false },
  { name: 'type', label: 'Issue type', isSecret: false, initial: 'Task' },
];

export const jiraSender: Sender = {
  id: 'jira',
  label: 'Jira issue (own server, or a relay)',
  takes: ['.jira.json'],
  fields: [
    ...FIELDS,
    {
      name: 'version',
      label: 'API (2: own server; 3: a relay to Jira Cloud)',
      isSecret: false,
      initial: '2',
      options: VERSIONS,
    },
    { name: 'JIRA_TOKEN', label: 'Personal access token', isSecret: true },
  ],
  build: (item, entries) => {
    if (httpAddress(entries.address ?? '').hostname.endsWith('.atlassian.net'))
      throw new Error('Jira Cloud answers no page: take the curl line, or the address of a relay.');
    return requestOf(item, entries, ['Bearer ', { secret: 'JIRA_TOKEN' }]);
  },
  delivery: { kind: 'send', readAnswer },
};

export const jiraCloudSender: Sender = {
  id: 'jira-cloud',
  label: 'Jira Cloud (a curl line for your own shell)',
  takes: ['.jira.json'],
  fields: FIELDS,
  build: (item, entries) =>
    requestOf(item, { ...entries, version: '3' }, ['Basic ', { secret: 'JIRA_BASIC' }]),
  delivery: {
    kind: 'text',
    why: 'Nothing was sent: Jira Cloud answers no page. JIRA_BASIC is base64 of mail:token, in a shell of yours.',
    textOf: curlLine,
  },
};

function requestOf(
  item: SendItem,
  { address = '', project = '', type = '', version = '2' }: Entries,
  authorization: OutgoingRequest['headers'][number][1],
): OutgoingRequest {
  const key = project.trim().toUpperCase();
  if (!/^[A-Z][A-Z0-9_]{1,99}$/.test(key))
    throw new Error('A project key is letters and digits, such as OPS.');
  if (type.trim() === '') throw new Error('The issue type is missing.');
  const { fields } = jsonOf(item.content) as { readonly fields?: Readonly<Record<string, unknown>> };
  if (typeof fields?.summary !== 'string') throw new Error('This export is no issue for Jira.');
  const description = version === '3' ? fields.description : wikiText(fields.description);
  const body = {
    fields: { ...fields, description, project: { key }, issuetype: { name: type.trim() } },
  };
  return {
    method: 'POST',
    url: [serviceAddress(address, `/rest/api/${version === '3' ? 3 : 2}/issue`)],
    headers: [
      ['Content-Type', ['application/json']],
      ['Authorization', authorization],
    ],
    body: { kind: 'text', text: [JSON.stringify(body)] },
    redacted: [],
  };
}

function readAnswer({ status, text }: SenderAnswer): SendResult {
  const { key, errorMessages, errors } = answerOf(text);
  if (status === 201) return { kind: 'accepted', message: `Jira opened the issue${said(key)}.`, link: null };
  const fields = typeof errors === 'object' && errors !== null ? Object.values(errors) : [];
  return refusedBecause(status, said(errorMessages, fields));
}

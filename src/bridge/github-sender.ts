// GitHub, REST: POST /repos/OWNER/NAME/issues, answered by 201. In: incident_ticket.github.json. Out: a new issue.
import type { OutgoingRequest } from '../contracts/outgoing';
import { answerOf, httpsLink, jsonOf, refusedBecause, said, serviceAddress } from './entries';
import type { SendItem, SendResult } from './protocol';
import type { Entries, Sender, SenderAnswer } from './sender';

export const githubSender: Sender = {
  id: 'github',
  label: 'GitHub issue',
  takes: ['.github.json'],
  fields: [
    { name: 'repository', label: 'Repository (owner/name)', isSecret: false },
    { name: 'address', label: 'Address of the API', isSecret: false, initial: 'https://api.github.com' },
    { name: 'GITHUB_TOKEN', label: 'Token that may write issues', isSecret: true },
  ],
  build,
  delivery: { kind: 'send', readAnswer },
};

function build(item: SendItem, { repository = '', address = '' }: Entries): OutgoingRequest {
  const name = repository.trim();
  if (!/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(name) || name.includes('..'))
    throw new Error('The repository is named as owner/name.');
  const { title, body } = jsonOf(item.content);
  if (typeof title !== 'string' || typeof body !== 'string')
    throw new Error('This export is no issue for GitHub.');
  return {
    method: 'POST',
    url: [serviceAddress(address, `/repos/${name}/issues`)],
    headers: [
      ['Accept', ['application/vnd.github+json']],
      ['Content-Type', ['application/json']],
      ['Authorization', ['Bearer ', { secret: 'GITHUB_TOKEN' }]],
    ],
    body: { kind: 'text', text: [JSON.stringify({ title, body })] },
    redacted: [],
  };
}

function readAnswer({ status, text }: SenderAnswer): SendResult {
  const { html_url: link, message } = answerOf(text);
  return status === 201
    ? { kind: 'accepted', message: 'GitHub opened the issue.', link: httpsLink(link) }
    : refusedBecause(status, said(message));
}

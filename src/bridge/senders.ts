// Where something can be handed over to: one row a sender. The bridge tells the page their names when it is ready.
import { bucketSender } from './bucket-sender';
import { curlSender } from './curl-sender';
import { githubSender } from './github-sender';
import { jiraCloudSender, jiraSender } from './jira-sender';
import { pagerDutySender } from './pagerduty-sender';
import type { SenderInfo } from './protocol';
import type { Sender } from './sender';
import { slackSender } from './slack-sender';
import { webhookSender } from './webhook-sender';

export const SENDERS: readonly Sender[] = [
  pagerDutySender,
  githubSender,
  jiraSender,
  jiraCloudSender,
  slackSender,
  webhookSender,
  bucketSender,
  curlSender,
];

/** Null: there is none of this id. */
export function senderOf(id: string): Sender | null {
  return SENDERS.find((sender) => sender.id === id) ?? null;
}

export function senderInfos(): readonly SenderInfo[] {
  return SENDERS.map(({ id, label, takes }) => ({ id, label, takes }));
}

/** Whether a sender can take an export of this name. */
export function takesExport({ takes }: SenderInfo, name: string): boolean {
  return takes.length === 0 || takes.some((ending) => name.endsWith(ending));
}

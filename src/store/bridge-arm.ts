// The page's end of armed alerts. In: how something is asked of the bridge, how it is written to. Out: what was armed, by which alerts leave without
// anybody being asked.
import type { Alarm, FromBridge, SendResult, ToBridge } from '../bridge/protocol';
import type { RunAsking } from './bridge-stream';

export interface Armed {
  /** What may leave, for the user. */
  readonly text: string;
  /** The other side knows the end of an alert. */
  readonly resolves: boolean;
  send(alarm: Alarm): Promise<SendResult>;
  disarm(): void;
}

/** @param onEnd it is armed no longer, and why */
export function armOver(
  run: RunAsking,
  post: (message: ToBridge) => void,
  onEnd: (why: string) => void,
): Promise<Armed> {
  return new Promise((resolve, reject) => {
    let armed = 0;
    let isArmed = false;
    let end = (_outcome: string): void => {};
    const send = async (alarm: Alarm): Promise<SendResult> => {
      let result: SendResult = { kind: 'refused', message: '' };
      const what = `an armed alert (${alarm.action}: ${alarm.summary})`;
      const onMessage = (message: FromBridge, finish: (outcome: string) => void): void => {
        if (message.kind === 'sent') result = message.result;
        else if (message.kind === 'failed') result = { kind: 'refused', message: message.failure.message };
        else return;
        finish(result.message);
      };
      await run(what, (id) => ({ kind: 'alarm', id, armed, alarm }), onMessage);
      return result;
    };
    const disarm = (): void => {
      post({ kind: 'stop', id: armed });
      end('Disarmed.');
    };
    const onMessage = (message: FromBridge, finish: (outcome: string) => void): void => {
      end = (outcome) => {
        finish(outcome);
        if (isArmed) onEnd(outcome);
        isArmed = false;
      };
      if (message.kind === 'armed') {
        isArmed = true;
        resolve({ text: message.text, resolves: message.resolves, send, disarm });
      } else if (message.kind === 'failed') {
        if (!isArmed) reject(new Error(message.failure.message));
        end(message.failure.message);
      }
    };
    run(
      'alerts, to be armed',
      (id) => {
        armed = id;
        return { kind: 'arm', id };
      },
      onMessage,
    ).catch(reject);
  });
}

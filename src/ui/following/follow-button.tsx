// 'Follow this file': for a drop whose file can be looked at again, and a chooser on the landing.

import { Radio } from 'lucide-react';
import { useState } from 'react';
import type { FileSummary } from '../../contracts/tables';
import { canChooseFollowed, chooseFollowed, followableOf, sourceOf } from '../../store/followable';
import { followFile } from '../../store/following';
import { t } from '../../words/t';
import { useApp, useSession } from '../shared/app-context';
import { LogText } from '../shared/log-text';
import { rich } from '../shared/rich';

export function FollowButton({ files }: { files: readonly FileSummary[] }) {
  const app = useApp();
  const isFollowing = useSession((state) => state.following !== null);
  const isEarly = useSession((state) => state.result?.isEarly === true);
  const [failed, setFailed] = useState<string | null>(null);
  const file = followableOf(files);
  if (isFollowing || isEarly || file === null) return null;
  const follow = (): void => {
    sourceOf(file.name).then(
      (source) => followFile(app, file.name, source),
      (error: Error) => setFailed(error.message),
    );
  };
  return (
    <>
      <button
        type="button"
        className="plain-button text-link verdict-follow"
        data-testid="follow"
        title={t('Goes on with what is appended to it')}
        onClick={follow}
      >
        {rich('{radio}Follow {logtext}', {
          radio: <Radio size={13} aria-hidden="true" />,
          logtext: <LogText text={file.name} />,
        })}
      </button>
      {failed !== null && <span role="alert">{failed}</span>}
    </>
  );
}

export function FollowChooser() {
  const app = useApp();
  if (!canChooseFollowed()) return null;
  const choose = async (): Promise<void> => {
    const chosen = await chooseFollowed();
    if (chosen !== null) await followFile(app, chosen.name, chosen.source);
  };
  return (
    <button
      type="button"
      className="button large"
      data-testid="follow-file"
      title={t('Reads a file that is being written, and goes on with what is appended to it')}
      onClick={() => void choose()}
    >
      <Radio size={16} aria-hidden="true" />
      {t('Follow a file')}
    </button>
  );
}

// What will happen to the data, before anything is dropped.
import { HardDrive, Lock, PlugZap } from 'lucide-react';

export function PrivacyNote() {
  return (
    <section className="panel landing-card">
      <h2>What happens to your data</h2>
      <ul className="icon-list">
        <li>
          <Lock size={16} aria-hidden="true" />
          <span>
            <strong>It stays here.</strong> The page tells the browser to refuse every connection to another
            machine, for itself and for its workers.
          </span>
        </li>
        <li>
          <PlugZap size={16} aria-hidden="true" />
          <span>
            <strong>No network needed.</strong> Unplug it and try: everything on this page still works.
          </span>
        </li>
        <li>
          <HardDrive size={16} aria-hidden="true" />
          <span>
            <strong>What is kept.</strong> Results and columns of the last ten analyses, in this browser's
            storage. Of the lines only those that a ticket cites; all others are read from your file.
          </span>
        </li>
      </ul>
    </section>
  );
}

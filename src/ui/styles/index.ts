// The styles in their order: Radix first, then ours. Radix's layout and utility classes are not used, so not loaded.
import '@radix-ui/themes/tokens/base.css';
import '@radix-ui/themes/tokens/colors/sand.css';
import '@radix-ui/themes/tokens/colors/amber.css';
import '@radix-ui/themes/tokens/colors/red.css';
import '@radix-ui/themes/tokens/colors/gray.css';
import '@radix-ui/themes/components.css';
import './tokens.css';
import './base.css';
import './shell.css';
import './progress.css';
import './landing.css';
import './result.css';
import './files.css';
import './lines.css';
import './templates.css';
import './forms.css';
import './template-controls.css';

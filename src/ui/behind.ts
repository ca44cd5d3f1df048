/** The look of the screens behind the door comes with their code: the first screen does not wait for it. */
import frame from './frame.css' with { type: 'text' };
import patterns from './patterns.css' with { type: 'text' };
import screens from './screens.css' with { type: 'text' };
import steps from './steps.css' with { type: 'text' };
import work from './work.css' with { type: 'text' };

const sheet = new CSSStyleSheet();
sheet.replaceSync([frame, patterns, steps, screens, work].join('\n'));
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

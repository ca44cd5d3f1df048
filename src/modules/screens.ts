/** What modules add to the generic screens: one line a module. Comes with the first list that is opened. */
import './directory/screens/sheet.ts';
import './people/messages/screens/index.ts';
import './people/screens/register.ts';
import './directory/screens/doubles.tsx';
import './privacy/screens/register.ts';
import './places/register.ts';
import './training/screens/sheet.tsx';
import './certificates/screens/sheet.tsx';
import './training/screens/selection-sheet.tsx';
import './training/screens/convention-sheet.tsx';
import './training/screens/timetable-sheet.tsx';
import './followup/screens/sheet.tsx';
import './importing/screens/list.tsx';
import './legalform/screens/sheet.tsx';
import './offers/screens/sheet.tsx';
import './telling/screens/sheet.tsx';
import './stages.ts';

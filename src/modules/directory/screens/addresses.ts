/** Second part of the address of screens under `membres` that no generic list gives, each brought in when it is opened. */
import type { ComponentType } from 'preact';
import type { Load } from '../../../ui/later.ts';
import type { Path } from '../../../ui/router.ts';

export const REGISTER = 'registre';
export const LEVELS = 'niveaux';
/** The whole directory by form. */
export const FORMS = 'formes';
export const CHECKS = 'a-voir';
/** Under `instances`: who sits in a body. */
export const SEATS = 'sieges';

type Screen = Load<{ readonly default: ComponentType<{ readonly rest: Path }> }>;

export const SCREENS: { readonly [address: string]: Screen } = {
  [REGISTER]: () => import('./register.tsx'),
  [LEVELS]: () => import('./levels.tsx'),
  [FORMS]: () => import('./forms.tsx'),
  [CHECKS]: () => import('./checks.tsx'),
};

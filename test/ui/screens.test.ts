// Every screen that everybody meets, as people meet it on a phone and on a desk, in every theme (`scene-page.ts` says what is measured).
import { measured } from './scene-page.ts';

measured('house');

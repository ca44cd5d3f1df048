// Every screen of programmes, follow-up, certificates, ways to a legal form, lists that come in and go out, and what is in double.
import { measured } from './scene-page.ts';

measured('programme');

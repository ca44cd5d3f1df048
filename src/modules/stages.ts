/** Who says who reached which stage of a programme after its training: one line a module. For the funnels of phones and of the hub. */
import './certificates/stages.ts';
import './community/stages.ts';
import './followup/counts.ts';
import './followup/stages.ts';

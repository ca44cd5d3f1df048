/** A page with the questions of a date and of a place, alone (`?exact`: of a date that must be a whole day): what is answered stands below as it would be kept. */
import '@preact/signals';
import { render } from 'preact';
import { useState } from 'preact/hooks';
import { pipe, string } from 'valibot';
import type { FieldDecl, TypeDecl } from '../../src/kernel/declare.ts';
import { momentFault, momentSchema } from '../../src/kernel/moment.ts';
import '../../src/modules/places/register.ts';
import { addMessages } from '../../src/ui/i18n.ts';
import { addIcons } from '../../src/ui/icon.tsx';
import '../../src/ui/messages/index.ts';
import { MomentField } from '../../src/ui/moment-field.tsx';
import { pictograms } from '../../src/ui/pictograms.ts';
import { encodePlace } from '../../src/ui/place.ts';
import { PlaceField } from '../../src/ui/place-field.tsx';
import type { Problem } from '../../src/ui/record-form.ts';
import { signs } from '../../src/ui/signs.ts';

const asked = new URLSearchParams(location.search);
const words = {
  'visit.since': 'Depuis quand ?',
  'visit.place': 'Où est-ce ?',
  'visit.place.hint': 'Village ou quartier.',
};
addMessages(words, async () => ({ default: words }));
addIcons({ ...signs, ...pictograms });

const field = (schema: FieldDecl['schema'], widget: FieldDecl['widget']): FieldDecl => ({
  schema,
  class: 'network',
  merge: 'lww',
  required: true,
  max: 60,
  widget,
});
const fields = {
  since: field(momentSchema, asked.has('exact') ? 'date' : 'moment'),
  place: field(pipe(string()), 'place'),
};
const type: TypeDecl = {
  name: 'visit',
  schema: 1,
  fields,
  access: { read: [], create: [], edit: [], void: [] },
  shareable: false,
  keep: 'always',
};

function Page() {
  const [since, setSince] = useState(asked.get('since') ?? '');
  const [place, setPlace] = useState(asked.get('place') ?? '');
  const wrong = since !== '' && (momentFault(since) !== null || (asked.has('exact') && since.length !== 10));
  const problem: Problem | null = wrong ? { kind: 'format', code: 'RULE-FORMAT' } : null;
  return (
    <main id="main" class="stack pad">
      <h1>Questions</h1>
      <MomentField
        question={{ type, field: 'since', decl: fields.since }}
        answer={since}
        problem={problem}
        onAnswer={setSince}
        alone
      />
      <PlaceField
        question={{ type, field: 'place', decl: fields.place }}
        answer={place}
        problem={null}
        onAnswer={setPlace}
        alone
        known={['Dougoukoro, près du puits', 'Garalo-Dougou']}
      />
      <p data-kept="since">{since}</p>
      <p data-kept="place">{JSON.stringify(encodePlace(place))}</p>
    </main>
  );
}

render(<Page />, document.getElementById('app') as HTMLElement);
document.documentElement.dataset['ready'] = 'yes';

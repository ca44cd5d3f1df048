/** The hub as issuer: its key, which every phone of the network is told, and a paper for each certificate that was given. */
import { isVoided, type RecordState, textOf } from '../../kernel/fold.ts';
import { derivedId, ROOT, SHARED } from '../../kernel/ids.ts';
import type { RecordId } from '../../kernel/types.ts';
import { credentialOf } from '../../modules/certificates/credential.ts';
import { factsOfRecord, withdrawalOf } from '../../modules/certificates/ledger.ts';
import { publicKeyOf, sign } from '../../modules/certificates/proof.ts';
import { codeText } from '../../modules/certificates/qr.ts';
import type { Withdrawal } from '../../modules/certificates/verify.ts';
import { dateText } from '../../ui/format.ts';
import { saidIn } from '../../ui/i18n.ts';
import type { HubNetwork } from '../network.ts';
import type { Paper } from './paper.ts';
// Names of the months.
import '../../ui/messages/index.ts';

export interface Issuer {
  readonly secret: Uint8Array;
  readonly key: string;
}

/** The key of this network's certificates. The first time it is asked for, the network is told. */
export async function issuerOf(network: HubNetwork): Promise<Issuer> {
  const secret = network.secretFor('certificates');
  const key = await publicKeyOf(secret);
  if (!(await network.record(derivedId('certificate_key', key))))
    await network.actAsAuthority([
      { do: 'create', type: 'certificate_key', home: ROOT, shared: [SHARED], body: { key } },
    ]);
  return { secret, key };
}

/** Whether a certificate no longer counts, and why. */
export async function withdrawalFor(network: HubNetwork, certificate: RecordId): Promise<Withdrawal | null> {
  const state = await network.record(derivedId('certificate_withdrawal', certificate));
  return state?.created && !isVoided(state) ? withdrawalOf(state) : null;
}

type NetworkCard = Pick<HubNetwork['card'], 'mode' | 'demo'>;

/** Whoever finds a paper of no value must be able to read that on it. */
const noteOf = ({ mode, demo }: NetworkCard): string =>
  mode === 'practice'
    ? 'Mode essai : ce certificat est sans valeur'
    : demo
      ? 'Démonstration : personne et numéro fictifs, sans valeur'
      : '';

/**
 * Printed again, it is the same paper to the letter: it is signed as of its own day.
 * @param address where people find this hub, `https://jekulu.exemple.ml`, if that was set.
 */
export async function paperOf(
  state: RecordState,
  { secret, key }: Issuer,
  card: NetworkCard,
  address?: string,
): Promise<Paper> {
  const facts = factsOfRecord(state);
  const signed = await sign(credentialOf(facts, key), secret, `${facts.issued}T00:00:00Z`);
  const text = (field: string): string => textOf(state, field);
  const issued = Date.parse(`${facts.issued}T00:00:00Z`);
  // The paper is French, whatever the reader of the page speaks.
  const day = saidIn('fr', () => dateText(issued, { year: true }, 'utc')).replaceAll(' ', '\u00a0');
  return {
    facts,
    code: codeText(signed),
    above: [text('programme'), text('cohort')].filter((one) => one !== ''),
    ...(text('born') !== '' && { born: text('born') }),
    made: text('place') === '' ? `Fait le\u00a0${day}` : `Fait à ${text('place')}, le\u00a0${day}`,
    signatures: [
      { for: 'Pour le réseau', who: text('signer') },
      { for: text('partner') === '' ? 'Pour le partenaire' : `Pour ${text('partner')}`, who: text('partnerSigner') },
    ],
    ...(address && { where: `Vérifiez\u00a0: ${address.replace(/^https?:\/\//, '')}/verifier` }),
    ...(noteOf(card) !== '' && { note: noteOf(card) }),
  };
}

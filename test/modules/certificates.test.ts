// A certificate is true or it is not, on any phone, without a network and for decades: published vectors, one changed letter, withdrawals, old paper.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../src/kernel/hash.ts';
import { branchScope } from '../../src/kernel/ids.ts';
import type { Json, RecordId } from '../../src/kernel/types.ts';
import { correct, give, nextNumber, numberOf, withdraw } from '../../src/modules/certificates/acts.ts';
import { fromBase45, toBase45 } from '../../src/modules/certificates/base45.ts';
import { fromBase58, toBase58 } from '../../src/modules/certificates/base58.ts';
import { credentialOf, type Facts, factsOf } from '../../src/modules/certificates/credential.ts';
import { ledgerOf } from '../../src/modules/certificates/ledger.ts';
import {
  type Document,
  publicKeyOf,
  type Signed,
  secretFromMultibase,
  sign,
  signerOf,
} from '../../src/modules/certificates/proof.ts';
import { codeText, fromCodeText, packed } from '../../src/modules/certificates/qr.ts';
import { verifyCode, verifyNumber } from '../../src/modules/certificates/verify.ts';
import '../../src/modules/stages.ts';
import { certificatesOf } from '../../src/modules/followup/rules.ts';
import { funnelOf } from '../../src/modules/training/reports.ts';
import { Copy } from './copy.ts';

type Create = Extract<ReturnType<typeof give>, { readonly do: 'create' }>;

const vector = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf8')) as T;

const SECRET = new Uint8Array(32).fill(7);
const KEY = await publicKeyOf(SECRET);
const FACTS: Facts = {
  number: 'SEG-2027-K3A-0412',
  name: 'Ŋɛɲɔ Djénɛba KƆNATÉ',
  issuer: 'RENAPESS et Ville de Bamako',
  issued: '2027-03-11',
  from: '2027-01-11',
  to: '2027-03-05',
  done: '15 séances sur 16, soit 60 heures',
  achievement: {
    id: 'entrepreneuriat-social-1.3',
    name: 'Entrepreneuriat social, niveau 1',
    description: 'Monter et gérer à plusieurs une entreprise sociale.',
    criteria: 'Au moins 80 % de présence et épreuve finale réussie (12 sur 20).',
  },
};
const signed = (facts: Facts = FACTS): Promise<Signed> =>
  sign(credentialOf(facts, KEY), SECRET, `${facts.issued}T00:00:00Z`);

describe('canonical JSON (RFC 8785)', () => {
  it('sorts by code units and writes numbers as the standard does', () => {
    const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(
      Object.values(
        JSON.parse(
          `[${canonical(keys)
            .replace(/"[^"]*":/g, '')
            .slice(1, -1)}]`,
        ),
      ),
    ).toEqual([2, 4, 6, 7, 1, 5, 3]);
    const numbers: Json = [
      Number('333333333.33333329'),
      1e30,
      4.5,
      2e-3,
      0.000000000000000000000000001,
      -0,
      1e21,
      9007199254740991,
    ];
    expect(canonical(numbers)).toBe('[333333333.3333333,1e+30,4.5,0.002,1e-27,0,1e+21,9007199254740991]');
    expect(canonical({ s: '\u20ac$\u000f\u000aA\'B"\\\\"/' })).toBe('{"s":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
  });
});

describe('proofs (W3C eddsa-jcs-2022)', () => {
  const published = vector<Signed>('w3c-vc-di-eddsa/signedJCS.json');
  const pair = vector<{ publicKeyMultibase: string; privateKeyMultibase: string }>('w3c-vc-di-eddsa/keyPair.json');

  it('signs the published document as published, to the letter', async () => {
    const { proof, ...document } = published;
    const secret = secretFromMultibase(pair.privateKeyMultibase) as Uint8Array;
    expect(await publicKeyOf(secret)).toBe(pair.publicKeyMultibase);
    expect(canonical(await sign(document, secret, String(proof['created'])))).toBe(canonical(published));
  });

  it('knows its signer, and sees any change of the document, of the terms or of the signature', async () => {
    expect(await signerOf(published)).toBe(pair.publicKeyMultibase);
    const text = JSON.stringify(published);
    for (const [from, to] of [
      ['The School of Examples', 'the School of Examples'],
      ['2023-02-24T23:36:38Z', '2023-02-24T23:36:39Z'],
      ['z2HnFSSPP', 'z2HnFSSPQ'],
      ['eddsa-jcs-2022', 'eddsa-rdfc-2022'],
      ['"assertionMethod"', '"authentication"'],
    ] as const)
      expect(await signerOf(JSON.parse(text.replace(from, to)) as Document), to).toBeNull();
    const { proof: _, ...bare } = published;
    expect(await signerOf(bare)).toBeNull();
  });
});

describe('the credential', () => {
  it('has what Open Badges 3.0 requires of one, and gives its facts back', () => {
    const made = credentialOf(FACTS, KEY) as unknown as Record<string, unknown> & {
      credentialSubject: { type: string[]; achievement: Record<string, unknown> };
      issuer: Record<string, unknown>;
    };
    expect(made['@context']).toEqual([
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ]);
    expect(made['type']).toEqual(['VerifiableCredential', 'OpenBadgeCredential']);
    expect(made['validFrom']).toBe('2027-03-11T00:00:00Z');
    expect(made.issuer).toMatchObject({ id: `did:key:${KEY}`, type: ['Profile'] });
    expect(made.credentialSubject.type).toEqual(['AchievementSubject']);
    expect(Object.keys(made.credentialSubject.achievement).sort()).toEqual([
      'criteria',
      'description',
      'id',
      'name',
      'type',
    ]);
    expect(factsOf(made as unknown as Document)).toEqual(FACTS);
  });
});

describe('the code on paper', () => {
  it('gives back the very credential, in few bytes', async () => {
    const credential = await signed();
    expect(packed(credential).length).toBeLessThanOrEqual(340);
    expect(canonical(fromCodeText(codeText(credential)) as Json)).toBe(canonical(credential));
  });

  it('paper printed before this version is still read', async () => {
    const { code, credential } = vector<{ code: string; credential: Document }>('certificate-jk1.json');
    expect(canonical(fromCodeText(code) as Json)).toBe(canonical(credential));
    expect(await signerOf(credential)).toBe(KEY);
  });

  it('letters of both alphabets come back whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(fromBase58(toBase58(bytes))).toEqual(bytes);
        expect(fromBase45(toBase45(bytes))).toEqual(bytes);
      }),
    );
    expect(toBase45(new TextEncoder().encode('base-45'))).toBe('UJCLQE7W581');
    expect(fromBase45('FGW')).toEqual(new Uint8Array([0xff, 0xff]));
    expect([fromBase45('GGW'), fromBase45(':::'), fromBase45('a'), fromBase58('0')]).toEqual([null, null, null, null]);
  });

  it('no text makes it fall over', async () => {
    const ledger = ledgerOf(new Copy().replica);
    const code = codeText(await signed());
    await fc.assert(
      fc.asyncProperty(fc.nat(code.length - 9), fc.constantFrom(...'09AZ $%*'), async (at, letter) => {
        const other = `${code.slice(0, 4 + at)}${letter}${code.slice(5 + at)}`;
        const { state } = await verifyCode(other, ledger);
        expect(state).toBe(other === code ? 'unknown' : 'altered');
      }),
      { numRuns: 60 },
    );
    expect((await verifyCode('https://example.org', ledger)).state).toBe('foreign');
    expect((await verifyCode('JK1:', ledger)).state).toBe('altered');
  });
});

describe('a phone of the network', () => {
  const SEGOU = branchScope('segou');
  const phone = (): Copy => {
    const copy = new Copy();
    copy.create('certificate_key', { key: KEY, from: '2027-01-01', to: '2027-12-31' });
    return copy;
  };
  const write = (copy: Copy, acts: readonly unknown[]) =>
    copy.replica.write(acts as never, '', { now: Date.UTC(2027, 2, 12), random: (n) => new Uint8Array(n) });

  it('says valid, altered, withdrawn, unknown, and what replaces what', async () => {
    const copy = phone();
    const code = codeText(await signed());
    const ask = async (text = code) => verifyCode(text, ledgerOf(copy.replica));
    expect(await ask()).toEqual({ state: 'valid', facts: FACTS, by: 'proof' });

    // One letter of the name, packed again with the signature of the true one.
    const forged = await signed();
    const name = JSON.parse(JSON.stringify(forged).replace('Djénɛba', 'Djénéba')) as Signed;
    expect(await ask(codeText(name))).toEqual({ state: 'altered' });

    // Signed well, by somebody else or outside the time of the key.
    const other = new Uint8Array(32).fill(8);
    const strange = await sign(credentialOf(FACTS, await publicKeyOf(other)), other, '2027-03-11T00:00:00Z');
    expect(await ask(codeText(strange))).toEqual({ state: 'unknown', what: 'key' });
    expect(await ask(codeText(await signed({ ...FACTS, issued: '2028-01-01' })))).toMatchObject({ state: 'unknown' });

    write(copy, [
      withdraw(`~${'a'.repeat(16)}` as RecordId, { number: FACTS.number, day: '2027-03-12', why: 'mistake' }, SEGOU),
    ]);
    expect(await ask()).toMatchObject({ state: 'withdrawn', withdrawal: { day: '2027-03-12' } });
  });

  it('a corrected name is a new certificate, and the old one says which', async () => {
    const copy = phone();
    const [made] = write(copy, [give(FACTS, SEGOU)]);
    const right: Facts = { ...FACTS, name: 'Djénɛba KONATÉ', number: nextNumber(FACTS.number), issued: '2027-03-15' };
    write(copy, correct({ record: made?.record as RecordId, number: FACTS.number, home: SEGOU }, right));
    const ledger = ledgerOf(copy.replica);
    expect(await verifyCode(codeText(await signed()), ledger)).toMatchObject({
      state: 'replaced',
      withdrawal: { by: 'SEG-2027-K3A-0412-B', day: '2027-03-15' },
    });
    expect(await verifyCode(codeText(await signed(right)), ledger)).toEqual({
      state: 'valid',
      facts: right,
      by: 'proof',
    });
    // By number, however it is typed; a number tells less than the code.
    expect(verifyNumber('seg 2027 k3a 0412 b', ledger)).toEqual({ state: 'valid', facts: right, by: 'note' });
    expect(verifyNumber('SEG-2027-K3A-0412', ledger)).toMatchObject({ state: 'replaced' });
    expect(verifyNumber('SEG-2027-K3A-0413', ledger)).toEqual({ state: 'unknown', what: 'number' });
  });

  it('numbers: place, year, device, serial; the one after is lettered', () => {
    expect(numberOf('Ségou', 2027, 'k3a8', 12)).toBe('SEG-2027-K3A-0012');
    expect([nextNumber('SEG-2027-K3A-0012'), nextNumber('SEG-2027-K3A-0012-B')]).toEqual([
      'SEG-2027-K3A-0012-B',
      'SEG-2027-K3A-0012-C',
    ]);
  });
});

it('somebody wrote by hand that Awa is certified, then her certificate was withdrawn: she is not, until she has another', () => {
  const copy = new Copy();
  const home = branchScope('segou');
  const programme = copy.create('programme', { name: 'P', target: 10, counts: 'certified' });
  const cohort = copy.create('cohort', { name: 'C', programme }, home);
  const person = copy.person('Awa');
  const steps = { 'steps.a': { is: 'certified', on: '2027-03-11' } };
  const enrolment = copy.create('enrolment', { person, cohort, on: '2027-01-11', ...steps }, home);
  const told = () => {
    const state = copy.replica.record(programme) as NonNullable<ReturnType<typeof copy.replica.record>>;
    return [
      funnelOf(copy.replica, state, '2027-06-30').standings.get(person)?.status,
      certificatesOf(copy.replica, programme).get(person),
    ];
  };
  const write = (act: ReturnType<typeof give>): RecordId =>
    copy.create((act as Create).type, (act as Create).body, home);
  expect(told()).toEqual(['certified', '2027-03-11']);
  const first = write(give(FACTS, home, { person, enrolment }));
  const [again, old] = correct(
    { record: first, number: FACTS.number, home, around: { person, enrolment } },
    { ...FACTS, number: 'SEG-2027-K3A-0412-B' },
  ) as [Create, Create];
  const corrected = write(again);
  write(old);
  // Only put right: the other one stands.
  expect(told()).toEqual(['certified', '2027-03-11']);
  const gone = withdraw(corrected, { number: 'SEG-2027-K3A-0412-B', day: '2027-04-01', why: 'fraud' }, home);
  write(gone);
  expect(told()).toEqual(['completed', undefined]);
  write(give({ ...FACTS, number: 'SEG-2027-K3A-0500', issued: '2027-05-01' }, home, { person, enrolment }));
  expect(told()).toEqual(['certified', '2027-03-11']);
});

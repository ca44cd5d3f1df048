/** A certificate's code as a picture that a browser opens, for the tests of verifying. */
import { encode } from 'uqr';
import { credentialOf, type Facts } from '../../src/modules/certificates/credential.ts';
import { publicKeyOf, type Signed, sign } from '../../src/modules/certificates/proof.ts';
import { CODE_STYLE, codeText } from '../../src/modules/certificates/qr.ts';

export const SECRET = new Uint8Array(32).fill(7);
export const KEY = await publicKeyOf(SECRET);
export const FACTS: Facts = {
  number: 'SEG-2027-K3A-0412',
  name: 'Djénɛba KONATÉ',
  issuer: 'RENAPESS et Ville de Bamako',
  issued: '2026-03-02',
  done: '15 séances sur 16, soit 60 heures',
  achievement: {
    id: 'entrepreneuriat-social-1.3',
    name: 'Entrepreneuriat social, niveau 1',
    description: 'Monter et gérer à plusieurs une entreprise sociale.',
    criteria: 'Au moins 80 % de présence et épreuve finale réussie (12 sur 20).',
  },
};

export const signedNow = (facts: Facts = FACTS): Promise<Signed> =>
  sign(credentialOf(facts, KEY), SECRET, `${facts.issued}T00:00:00Z`);

export const pictureOf = (signed: Signed, scale = 6) => codePicture(codeText(signed), scale);

/** What stands in a code as a bitmap of Windows, which needs no packing. */
export function codePicture(text: string, scale = 6) {
  const { data, size } = encode(text, { ...CODE_STYLE, border: 4 });
  const side = size * scale;
  const row = Math.ceil((side * 3) / 4) * 4;
  const bytes = Buffer.alloc(54 + row * side, 255);
  bytes.write('BM', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(0, 6);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(side, 18);
  bytes.writeInt32LE(-side, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  bytes.fill(0, 30, 54);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      if (data[Math.floor(y / scale)]?.[Math.floor(x / scale)])
        bytes.fill(0, 54 + y * row + x * 3, 57 + y * row + x * 3);
  return { name: 'photo.bmp', mimeType: 'image/bmp', buffer: bytes };
}

// A voice is kept as what it is: one stream of Opus, bounded; whatever else bears its name (a page, a film, a program, a sound too long) is refused
// with the same code on a phone and on the hub. No list, table or search holds its letters.
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../src/hub/derived/sheet.ts';
import { checkBody, type TypeDecl } from '../../src/kernel/declare.ts';
import { toBase64Url } from '../../src/kernel/keys.ts';
import { SOUND, SOUND_LETTERS, soundOf, soundType } from '../../src/kernel/sound.ts';
import type { Json, RecordId } from '../../src/kernel/types.ts';
import { LIMITS } from '../../src/kernel/wire.ts';
import { importable } from '../../src/modules/importing/columns.ts';
import { declarations } from '../../src/modules/index.ts';
import { noteActs, soundRecord } from '../../src/modules/voices/notes.ts';
import { BEEP } from '../ui/scenes-beside.ts';
import { Copy } from './copy.ts';
import { longest, ogg, webm } from './voice.ts';

const type = declarations.types['voice_sound'] as TypeDecl;
const of = 'aaaaaaaaaaaaaaaa.1' as RecordId;
const sound = (bytes: Uint8Array, seconds: Json = 12): Json => ({ seconds, data: toBase64Url(bytes) });
const fault = (value: Json) => checkBody(type, { of, sound: value }, true)?.code ?? null;
describe('a sound is taken', () => {
  it('as browsers record it: WebM of an unknown length, Ogg with its pages, cut anywhere behind its beginning', () => {
    expect(soundOf({ seconds: 1, data: BEEP })?.type).toBe('audio/webm');
    expect(soundType(longest())).toBe('audio/webm');
    expect(soundType(ogg())).toBe('audio/ogg');
    expect(soundType(longest().subarray(0, 2000))).toBe('audio/webm');
    expect(fault(sound(ogg(), SOUND.seconds))).toBeNull();
    expect(fault(sound(longest()))).toBeNull();
  });

  it.each<[string, Json]>([
    ['a page', sound(new TextEncoder().encode('<!doctype html><script>alert(1)</script>'))],
    [
      'a page behind the head of a voice',
      sound(Uint8Array.from([...webm(0).subarray(0, 24), ...new TextEncoder().encode('<html>')])),
    ],
    ['a film', sound(webm(900, { kind: 1, codec: 'V_VP8' }))],
    ['a film that says it is a voice', sound(webm(900, { kind: 1 }))],
    ['a voice with a film', sound(webm(900, { tracks: 2 }))],
    ['Matroska of any kind', sound(webm(900, { doc: 'matroska' }))],
    ['another codec', sound(webm(900, { codec: 'A_VORBIS' }))],
    ['an Ogg of something else', sound(ogg('\x01vorbis '))],
    ['two streams in one', sound(ogg('OpusHead', 2))],
    ['half a page of Ogg', sound(ogg().subarray(0, 80))],
    ['an MP4', sound(new TextEncoder().encode('\0\0\0\x20ftypM4A isom'))],
    ['nothing', sound(new Uint8Array())],
    ['too many bytes', sound(webm(SOUND.bytes + 1))],
    ['more than forty seconds', sound(longest(), 41)],
    ['no length', sound(longest(), 0)],
    ['half a second more', sound(longest(), 1.5)],
    ['its letters alone', BEEP],
    ['letters that are none of base64url', { seconds: 1, data: `${BEEP}+/=` }],
    ['a length no base64 has', { seconds: 1, data: BEEP.slice(0, 41) }],
    ['more than a sound', { seconds: 1, data: BEEP, name: 'x.html' }],
  ])('and %s is not', (_, value) => {
    expect(fault(value)).toBe('RULE-SOUND');
  });
});

describe('a note', () => {
  const copy = new Copy();
  const about = copy.person('Awa');
  const home = copy.replica.record(about)?.home as never;
  const acts = noteActs({ about, speaks: 'other', agreed: true }, soundOf(sound(longest(), 40)) as never, home);
  const changes = copy.replica.write(acts, '', { now: Date.now(), random: (count: number) => new Uint8Array(count) });

  it('of the greatest size is one group that any hub takes', () => {
    expect(changes).toHaveLength(2);
    expect(JSON.stringify(changes).length).toBeGreaterThan(SOUND_LETTERS);
    expect(JSON.stringify(changes).length).toBeLessThan(LIMITS.groupBytes - 2048);
  });

  it('of somebody who did not agree is refused', () => {
    const note = declarations.types['voice'] as TypeDecl;
    const body = { about, seconds: 3, speaks: 'other' };
    expect(checkBody(note, body, true)?.code).toBe('RULE-REQUIRED');
    expect(checkBody(note, { ...body, agreed: false }, true)?.code).toBe('RULE-FORMAT');
    expect(checkBody(note, { ...body, speaks: 'me' }, true)).toBeNull();
  });

  it('is told in tables by its length, and comes in with no list', () => {
    const state = copy.replica.record(soundRecord(changes[0]?.record as RecordId));
    const cells = (columns: 'names' | 'labels') =>
      columnsOf(type, { columns, lang: 'fr', nameOf: () => 'x' }).map(({ cell }) => state && String(cell(state)));
    expect(cells('labels')).toContain('note vocale, 40\u00a0s');
    expect(cells('names')).toContain('40');
    expect(`${cells('labels')}${cells('names')}`.length).toBeLessThan(600);
    expect(importable(declarations).map(({ name }) => name)).not.toContain('voice');
  });
});

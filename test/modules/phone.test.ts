// Telephone numbers: however they are written they are one number, and what is not whole is told, never refused.
import fc from 'fast-check';
import { safeParse } from 'valibot';
import { describe, expect, it } from 'vitest';
import { flagsOf, type TypeDecl } from '../../src/kernel/declare.ts';
import { normalPhone, phoneLinks, phonePairs } from '../../src/kernel/phone.ts';
import { phoneFlag, phoneSchema } from '../../src/modules/access/model.ts';
import { declarations } from '../../src/modules/index.ts';

const short = (by: number) => ({ ok: false, error: { reason: 'short', by } });
const long = (by: number) => ({ ok: false, error: { reason: 'long', by } });

describe('a number of Mali', () => {
  it.each(['20215380', '00223 20 21 53 80', '+223 20-21-53-80', '(223) 20.21.53.80', '+22320215380', ' 20 21 53 80 '])(
    '%s is the same number',
    (typed) => {
      expect(normalPhone(typed)).toEqual({ ok: true, value: '+22320215380' });
    },
  );

  it('is told how many digits are missing or too many, with its country code or without', () => {
    expect(normalPhone('2021538')).toEqual(short(1));
    expect(normalPhone('76 00')).toEqual(short(4));
    expect(normalPhone('202153801')).toEqual(long(1));
    expect(normalPhone('+223 2021538')).toEqual(short(1));
    expect(normalPhone('00223 2021 5380 12')).toEqual(long(2));
  });

  it('is not made of letters, nor of nothing', () => {
    expect(normalPhone('')).toEqual({ ok: false, error: { reason: 'empty' } });
    for (const typed of ['2O215380', 'Awa', '+', '()', '20+215380'])
      expect(normalPhone(typed), typed).toEqual({ ok: false, error: { reason: 'shape' } });
  });

  it('is one number whatever stands between its digits', () => {
    const eight = fc.stringMatching(/^[2-9]\d{7}$/);
    const start = fc.constantFrom('', '+223', '00223', '223', '00 223 ', '+223-');
    const between = fc.array(fc.constantFrom('', ' ', '.', '-'), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(eight, start, between, (digits, prefix, marks) => {
        const typed = prefix + [...digits].map((digit, at) => digit + (marks[at] ?? '')).join('');
        expect(normalPhone(typed)).toEqual({ ok: true, value: `+223${digits}` });
        expect(normalPhone(phonePairs(`+223${digits}`))).toEqual({ ok: true, value: `+223${digits}` });
      }),
    );
  });
});

describe('a number from elsewhere', () => {
  it('is kept as it is', () => {
    expect(normalPhone('+33 6 12 34 56 78')).toEqual({ ok: true, value: '+33612345678' });
    expect(normalPhone('00 221 77 123 45 67')).toEqual({ ok: true, value: '+221771234567' });
    expect(normalPhone('+33 6')).toEqual(short(5));
    expect(normalPhone('+1234567890123456')).toEqual(long(1));
  });

  it('is read by the plan of the country it is dialled in', () => {
    expect(normalPhone('77 123 45 67', 'SN')).toEqual({ ok: true, value: '+221771234567' });
    expect(normalPhone('77 123 45', 'SN')).toEqual(short(2));
    expect(normalPhone('+221 77 123 45')).toEqual(short(2));
    expect(normalPhone('06 12 34 56 78', 'FR')).toEqual({ ok: false, error: { reason: 'country' } });
    expect(normalPhone('+33 6 12 34 56 78', 'FR').ok).toBe(true);
    expect(normalPhone('+223 20215380', 'SN')).toEqual({ ok: true, value: '+22320215380' });
  });
});

describe('on screen', () => {
  it('a number stands by pairs', () => {
    expect(phonePairs('+22320215380')).toBe('20 21 53 80');
    expect(phonePairs('+22320215380', 'SN')).toBe('+223 20 21 53 80');
    expect(phonePairs('+33612345678')).toBe('+33 6 12 34 56 78');
    expect(phonePairs('+2250701020304')).toBe('+225 07 01 02 03 04');
    expect(phonePairs('+12025550123')).toBe('+1 20 25 55 01 23');
    expect(phonePairs('2021538')).toBe('2021538');
  });

  it('it can be called, written to and found on WhatsApp', () => {
    expect(phoneLinks('+22320215380')).toEqual({
      tel: 'tel:+22320215380',
      sms: 'sms:+22320215380',
      whatsapp: 'https://wa.me/22320215380',
    });
  });
});

describe('in a form', () => {
  it('a number that is not whole is accepted and flagged; a whole one is not', () => {
    for (const typed of ['2021538', '+223 2021538', '20 21 53 80 1']) {
      expect(safeParse(phoneSchema, typed).success, typed).toBe(true);
      expect(phoneFlag(typed), typed).toBe('FLAG-PHONE');
    }
    for (const typed of ['20215380', '00223 20 21 53 80', '+33 6 12 34 56 78', '']) expect(phoneFlag(typed)).toBeNull();
  });

  it('one more contact is looked at as what it is: a number, an address, an hour on the radio', () => {
    const flags = (kind: string, value: string) =>
      flagsOf(declarations.types['contact'] as TypeDecl, { kind, value }, 0).map(({ code }) => code);
    expect(flags('phone', '2021538')).toEqual(['FLAG-PHONE']);
    expect(flags('whatsapp', '2021538')).toEqual(['FLAG-PHONE']);
    expect(flags('phone', '20215380')).toEqual([]);
    expect(flags('radio', '2021538')).toEqual([]);
  });
});

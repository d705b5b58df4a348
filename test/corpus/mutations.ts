import { type MadeEntry, zipOf } from '../workbooks/fixtures/zip-of.ts';

/** Numbers from a seed, the same on every machine (mulberry32). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A whole number from 0 to below `sides`. */
  roll(sides: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % sides;
  }

  pick<T>(list: readonly T[]): T {
    const item = list[this.roll(list.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }
}

type Parts = Readonly<Record<string, string | Uint8Array>>;

/** A way to damage a workbook. */
export type Mutation = (parts: Parts, dice: Dice) => Uint8Array;

const NASTY = [
  ...['', '0', '-1', '1e308', 'NaN', '99999999999999999999', '4294967296', '1048577', 'true', 'x'.repeat(40_000)],
  ...[
    'A0',
    'XFE1',
    'A1:XFD1048576',
    'A:XFD',
    '1:1048576',
    '$A$1:$B$2 C3 D4:E5',
    '../../../../etc/passwd',
    '/',
    '#REF!',
  ],
  ...[
    'xl/workbook.xml',
    'sheet1.xml',
    '/xl/worksheets/sheet1.xml',
    'rId1',
    '&#0;',
    '&undefined;',
    '<',
    '\ud800',
    '日本語',
  ],
];
const FRAGMENTS = [
  ...[
    '<',
    '>',
    '&',
    '"',
    '</row>',
    '<row>',
    '<c>',
    '</c>',
    '<c r="A1"><v>1</v></c>',
    '<v>9</v>',
    '<f>A1</f>',
    '<is><t>x</t></is>',
  ],
  ...[
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?x?>',
    '<?xml version="1.0"?>',
    '\u0000',
    '\ufeff',
    '<mergeCell ref="A1:C9"/>',
  ],
  ...[
    '<sheetData>',
    '</sheetData>',
    '<sheetData/>',
    '<row r="3"/>',
    '<sheet name="S" sheetId="1"/>',
    '<x:c xmlns:x="y"/>',
  ],
];

/** The damages by name. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'bytes flipped': (parts, dice) => {
    const zip = zipOf(parts);
    for (let count = 1 + dice.roll(12); count > 0; count--) zip[dice.roll(zip.length)] = dice.roll(256);
    return zip;
  },
  'bytes flipped in the directory': (parts, dice) => {
    const zip = zipOf(parts);
    const directory = zip.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
    for (let count = 1 + dice.roll(4); count > 0; count--) {
      zip[directory + dice.roll(zip.length - directory)] = dice.pick([0, 1, 0x7f, 0x80, 0xff, dice.roll(256)]);
    }
    return zip;
  },
  'file cut': (parts, dice) => {
    const zip = zipOf(parts);
    return zip.subarray(0, dice.roll(zip.length));
  },
  'bytes moved': (parts, dice) => {
    const zip = zipOf(parts);
    const at = dice.roll(zip.length);
    return Buffer.concat([zip.subarray(0, at), Buffer.alloc(1 + dice.roll(30), dice.roll(256)), zip.subarray(at)]);
  },
  'part dropped': (parts, dice) => {
    const dropped = dice.pick(Object.keys(parts));
    return zipOf(Object.fromEntries(Object.entries(parts).filter(([name]) => name !== dropped)));
  },
  'part emptied': (parts, dice) => zipOf({ ...parts, [dice.pick(Object.keys(parts))]: '' }),
  'parts swapped': (parts, dice) => {
    const [a, b] = [dice.pick(Object.keys(parts)), dice.pick(Object.keys(parts))];
    return zipOf({ ...parts, [a]: parts[b] ?? '', [b]: parts[a] ?? '' });
  },
  'part renamed': (parts, dice) => {
    const target = dice.pick(Object.keys(parts));
    const odd = dice.pick([
      target.toUpperCase(),
      `/${target}`,
      `../${target}`,
      target.replaceAll('/', '\\'),
      `${target}/`,
      'x',
      '',
    ]);
    return zipOf(
      Object.fromEntries(Object.entries(parts).map(([name, content]) => [name === target ? odd : name, content])),
    );
  },
  'XML cut': mutateXml((xml, dice) => xml.slice(0, dice.roll(xml.length + 1))),
  'XML piece removed': mutateXml((xml, dice) => {
    const at = dice.roll(xml.length);
    return xml.slice(0, at) + xml.slice(at + 1 + dice.roll(40));
  }),
  'XML fragment inserted': mutateXml((xml, dice) => {
    const at = dice.roll(xml.length + 1);
    return xml.slice(0, at) + dice.pick(FRAGMENTS) + xml.slice(at);
  }),
  'fragment inserted between tags': mutateXml((xml, dice) => {
    const ends = [...xml.matchAll(/>/g)].map(match => match.index + 1);
    const at = ends.length === 0 ? 0 : dice.pick(ends);
    return xml.slice(0, at) + dice.pick(FRAGMENTS) + xml.slice(at);
  }),
  'attribute changed': mutateXml((xml, dice) => {
    const values = [...xml.matchAll(/="([^"]*)"/g)];
    if (values.length === 0) return xml;
    const { index, 1: old = '' } = dice.pick(values);
    const value = dice.pick(NASTY).replaceAll('"', '');
    return `${xml.slice(0, index)}="${value}"${xml.slice(index + old.length + 3)}`;
  }),
  'text changed': mutateXml((xml, dice) => {
    const texts = [...xml.matchAll(/>([^<>]+)</g)];
    if (texts.length === 0) return xml;
    const { index, 1: old = '' } = dice.pick(texts);
    return `${xml.slice(0, index)}>${dice.pick(NASTY)}<${xml.slice(index + old.length + 2)}`;
  }),
  'element repeated': mutateXml((xml, dice) => {
    const elements = [...xml.matchAll(/<[a-zA-Z:]+(?: [^<>]*)?\/>|<c [^<>]*>.*?<\/c>|<row [^<>]*>.*?<\/row>/g)];
    if (elements.length === 0) return xml;
    const { index, 0: element } = dice.pick(elements);
    const count = Math.min(dice.pick([2, 50, 5000]), Math.floor(2_000_000 / element.length));
    return xml.slice(0, index) + element.repeat(count) + xml.slice(index + element.length);
  }),
  'elements nested': mutateXml((xml, dice) => {
    const at = xml.indexOf('<', 60);
    const depth = dice.pick([100, 1000, 100_000]);
    return xml.slice(0, at) + '<a>'.repeat(depth) + (dice.roll(2) === 0 ? '</a>'.repeat(depth) : '') + xml.slice(at);
  }),
  'DOCTYPE with entities': mutateXml(xml =>
    xml.replace(
      /^(<\?xml[^>]*\?>)?/,
      '$1<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>',
    ),
  ),
  'sizes lied about': (parts, dice) => {
    const target = dice.pick(Object.keys(parts));
    const lies: NonNullable<MadeEntry['lie']>[] = [
      { bytes: dice.pick([0, 1, 0xffffffff, 0x7fffffff, 1000]) },
      { packedBytes: dice.pick([0, 1, 0xffffffff, 0x7fffffff, 1000]) },
      { crc: 1 },
      { flags: dice.roll(0x10000) },
    ];
    return zipOf(entriesOf(parts).map(entry => (entry.name === target ? { ...entry, lie: dice.pick(lies) } : entry)));
  },
  'part blown up': (parts, dice) => {
    const target = dice.pick(Object.keys(parts));
    const content = Buffer.alloc(dice.pick([100_000, 7_900_000, 9_000_000]), dice.pick([' ', 'a', '<a>', '\0']));
    const lie = dice.roll(2) === 0 ? {} : { bytes: dice.pick([10, 1000]) };
    return zipOf(entriesOf(parts).map(entry => (entry.name === target ? { ...entry, content, lie } : entry)));
  },
  'entry repeated': (parts, dice) => {
    const entries = entriesOf(parts);
    return zipOf([...entries, dice.pick(entries)]);
  },
};

function entriesOf(parts: Parts): MadeEntry[] {
  return Object.entries(parts).map(([name, content]) => ({ name, content }));
}

/** Damages the text of one XML part. */
function mutateXml(mutate: (xml: string, dice: Dice) => string): Mutation {
  return (parts, dice) => {
    const name = dice.pick(Object.keys(parts).filter(part => /\.(xml|rels|vml)$/.test(part)));
    return zipOf({ ...parts, [name]: mutate(String(parts[name]), dice) });
  };
}

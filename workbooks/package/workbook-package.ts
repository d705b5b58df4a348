import { posix } from 'node:path';
import { requireZip } from './container.ts';
import { LIMITS, type Limits } from './limits.ts';
import { brokenWorkbook, notAWorkbook, otherFormat, tooMany } from './refusals.ts';
import { attribute, parseXml, type XmlHandler } from './xml.ts';
import { openZip, type ZipArchive, type ZipEntry } from './zip.ts';

/** A relationship from one part to another. */
export interface Relationship {
  readonly id: string;
  /** Last segment of the type, the same in Transitional and Strict: `worksheet`, `sharedStrings`, … */
  readonly kind: string;
  /** The target part's name as the zip has it, or null where it lies outside the package or does not exist. */
  readonly part: string | null;
  /** The target as written. */
  readonly target: string;
}

/** An Office Open XML package whose main part is a workbook. */
export interface WorkbookPackage {
  readonly fileName: string;
  readonly archive: ZipArchive;
  readonly limits: Limits;
  /** Name of the main part, usually `xl/workbook.xml`. */
  readonly workbookPart: string;
  /** Content type of the main part. */
  readonly contentType: string;
  /** Relationships of a part; of the package itself for the empty name. Empty where it has none. */
  relationships(part: string): Promise<readonly Relationship[]>;
  /** Parses a part. @throws InputError when it is missing, damaged or has a DOCTYPE */
  parse(part: string, handler: XmlHandler): Promise<void>;
  /** A part's bytes. @throws InputError when it is missing or damaged */
  read(part: string): Promise<Uint8Array>;
  /** The entry of a part, whatever the case of its letters. */
  entry(part: string): ZipEntry | undefined;
}

const MAIN = 'spreadsheetml.';

/**
 * Opens a file as a workbook's package: looks at its first bytes, its zip directory, its relationships and types.
 * @throws InputError naming what the file is instead and what to do
 */
export async function openPackage(
  bytes: Uint8Array,
  fileName: string,
  limits: Limits = LIMITS,
): Promise<WorkbookPackage> {
  requireZip(bytes, fileName, limits);
  const archive = await openZip(bytes, fileName, limits);
  const byName = new Map(archive.entries.filter(e => !e.name.endsWith('/')).map(e => [e.name.toLowerCase(), e]));
  if (byName.has('content.xml') && byName.has('mimetype')) {
    throw otherFormat('ods', fileName, 'OpenDocument (.ods)');
  }
  const entry = (part: string) => byName.get(part.toLowerCase());
  const chunksOf = (part: string) => {
    const found = entry(part);
    if (found === undefined) throw brokenWorkbook(fileName, `${part}: なし / missing`);
    return archive.chunks(found);
  };
  let parsed = 0;
  const parse = async (part: string, handler: XmlHandler) => {
    parsed += entry(part)?.bytes ?? 0;
    if (parsed > limits.totalBytes)
      throw tooMany(fileName, { ja: '読み取るデータ量', en: 'bytes to read' }, limits.totalBytes);
    await parseXml({ chunks: chunksOf(part), fileName, part }, handler, limits);
  };
  const relationships = async (part: string) => {
    const name = relationshipsPart(part);
    if (entry(name) === undefined) return [];
    const found: Relationship[] = [];
    await parse(name, {
      open: (tag, attributes) => {
        if (tag !== 'Relationship') return;
        if (found.length >= limits.items)
          throw tooMany(fileName, { ja: 'リレーションシップ', en: 'relationships' }, limits.items);
        found.push(toRelationship(part, attributes, entry));
      },
    });
    return found;
  };
  const read = async (part: string) => {
    const bytes = Buffer.allocUnsafe(entry(part)?.bytes ?? 0);
    let at = 0;
    for await (const chunk of chunksOf(part)) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return bytes;
  };
  const main = (await relationships('')).find(r => r.kind === 'officeDocument');
  if (byName.get('[content_types].xml') === undefined || main === undefined) {
    throw notAWorkbook(fileName, { ja: 'ブックを含まない zip です', en: 'it is a zip without a workbook' });
  }
  if (main.part === null) throw brokenWorkbook(fileName, `${main.target}: なし / missing`);
  const contentType = await typeOf(main.part, parse);
  requireSpreadsheet(contentType, main.part, fileName);
  return { fileName, archive, limits, workbookPart: main.part, contentType, relationships, parse, read, entry };
}

/** Name of the part that holds a part's relationships. */
export function relationshipsPart(part: string): string {
  const { dir, base } = posix.parse(part);
  return posix.join(dir, '_rels', `${base}.rels`);
}

function toRelationship(
  source: string,
  attributes: Readonly<Record<string, string>>,
  entry: (part: string) => ZipEntry | undefined,
): Relationship {
  const target = attribute(attributes, 'Target') ?? '';
  const type = attribute(attributes, 'Type') ?? '';
  const external = attribute(attributes, 'TargetMode') === 'External';
  return {
    id: attribute(attributes, 'Id') ?? '',
    kind: type.slice(type.lastIndexOf('/') + 1),
    part: external
      ? null
      : ((entry(resolveTarget(source, target)) ?? entry(resolveTarget(source, decoded(target))))?.name ?? null),
    target,
  };
}

/** Some programs write targets as URIs, with `%20` for a blank. */
function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

/** The part that a relative or absolute target names from a part. */
function resolveTarget(source: string, target: string): string {
  const path = target.replaceAll('\\', '/');
  const joined = path.startsWith('/') ? path : posix.join('/', posix.dirname(source), path);
  return posix.normalize(joined).slice(1);
}

async function typeOf(part: string, parse: (part: string, handler: XmlHandler) => Promise<void>): Promise<string> {
  const extension = posix.extname(part).slice(1).toLowerCase();
  let byExtension = '';
  let byName = '';
  await parse('[Content_Types].xml', {
    open: (tag, attributes) => {
      const type = attributes.ContentType ?? '';
      if (tag === 'Override' && attributes.PartName?.toLowerCase() === `/${part.toLowerCase()}`) byName = type;
      if (tag === 'Default' && attributes.Extension?.toLowerCase() === extension) byExtension = type;
    },
  });
  return byName === '' ? byExtension : byName;
}

function requireSpreadsheet(contentType: string, part: string, fileName: string): void {
  if (contentType.includes('sheet.binary'))
    throw otherFormat('xlsb', fileName, 'Excel バイナリ / Excel Binary (.xlsb)');
  if (contentType.includes('wordprocessingml') || part.startsWith('word/')) {
    throw notAWorkbook(fileName, { ja: 'Word 文書です', en: 'it is a Word document' });
  }
  if (contentType.includes('presentationml') || part.startsWith('ppt/')) {
    throw notAWorkbook(fileName, { ja: 'PowerPoint です', en: 'it is a PowerPoint file' });
  }
  const isWorkbook = contentType.includes(MAIN) || contentType.includes('ms-excel') || contentType.endsWith('/xml');
  if (!isWorkbook) throw notAWorkbook(fileName, { ja: contentType, en: contentType });
}

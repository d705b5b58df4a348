/** The standards whose numbers are known: controls of both editions of 27002, the cloud controls of 27017, clauses of the certification. */
export type Standard = '27002:2013' | '27017:2015' | '27002:2022' | 'JIP-ISMS517';

/** A control (or certification clause) of a standard. */
export interface Control {
  readonly standard: Standard;
  /** As the standard writes it: `12.3.1`, `CLD.8.1.5`, `8.13`. Unique over all standards. */
  readonly number: string;
  /** The corresponding numbers of the other edition of ISO/IEC 27002 (its Annex B); empty where there is none. */
  readonly counterparts: readonly string[];
  /** For a control that 2022 brought anew: older controls under which the matter was treated. Our own judgement. */
  readonly related: readonly string[];
  /** Title in JIS. */
  readonly ja: string;
  readonly en: string;
}

/** A chapter (`12`) or control objective (`12.3`, `CLD.9.5`) of ISO/IEC 27002:2013 or 27017: it groups controls and is none. */
export interface Clause {
  readonly number: string;
  readonly ja: string;
  readonly en: string;
}

/** Every known control, in the standards' order, and the clauses that group those of 2013. */
export interface Catalogue {
  readonly controls: readonly Control[];
  readonly byNumber: ReadonlyMap<string, Control>;
  readonly clauses: readonly Clause[];
}

const standards: ReadonlySet<string> = new Set<Standard>(['27002:2013', '27017:2015', '27002:2022', 'JIP-ISMS517']);
const isStandard = (name: string | undefined): name is Standard => name !== undefined && standards.has(name);
const numbers = (field: string): readonly string[] => (field === '' ? [] : field.split(' '));

/**
 * Reads the catalogue's table (tab-separated: standard, number, counterparts, related, ja, en; lines with # are remarks).
 *
 * @throws Error naming the line, when a row is not of this form or a number stands twice
 */
export function parseCatalogue(table: string): Catalogue {
  const byNumber = new Map<string, Control>();
  const clauses: Clause[] = [];
  for (const [index, line] of table.split(/\r?\n/).entries()) {
    if (line === '' || line.startsWith('#') || line.startsWith('standard\t')) continue;
    const [standard, number, counterparts, related, ja, en] = line.split('\t');
    if (standard === 'clause' && number && ja && en) {
      clauses.push({ number, ja, en });
      continue;
    }
    if (!isStandard(standard) || !number || counterparts === undefined || related === undefined || !ja || !en) {
      throw new Error(`catalogue.tsv:${index + 1}: expected standard, number, counterparts, related, ja and en`);
    }
    if (byNumber.has(number)) throw new Error(`catalogue.tsv:${index + 1}: ${number} stands twice`);
    byNumber.set(number, { standard, number, counterparts: numbers(counterparts), related: numbers(related), ja, en });
  }
  return { controls: [...byNumber.values()], byNumber, clauses };
}

/** The numbers of 2022 for a control of 2013; empty for the CLD controls, which ISO/IEC 27002:2022 does not have. */
export function edition2022Of(catalogue: Catalogue, number: string): readonly string[] {
  const control = catalogue.byNumber.get(number);
  if (control === undefined) return [];
  return control.standard === '27002:2022' ? [control.number] : control.counterparts;
}

/**
 * The numbers of ISO/IEC 27002:2013 (or CLD) under which a control's matter stands: itself, its counterparts, or what it is
 * related to where 2022 brought it anew. Empty for an unknown number.
 */
export function edition2013Of(catalogue: Catalogue, number: string): readonly string[] {
  const control = catalogue.byNumber.get(number);
  if (control === undefined) return [];
  if (control.standard !== '27002:2022') return [control.number];
  return control.counterparts.length > 0 ? control.counterparts : control.related;
}

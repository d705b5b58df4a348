import type { OptionMeaning } from '../model.ts';
import { type Grid, isBlank } from './grid.ts';

const MARK = /^[○〇◯●✓✔☑レ✗×xX■]$/;

/**
 * What the sheet marks its choices with: what the choice's cells allow, what rows that are filled already use, what the sheet's
 * instructions ask for (`○を付け`, `レ点`, `check (✓)`). Null where nothing tells.
 */
export function exclusiveMark(
  grid: Grid,
  exclusive: Readonly<Partial<Record<OptionMeaning, number>>>,
  rows: readonly number[],
): string | null {
  const columns = Object.values(exclusive);
  for (const row of rows) {
    for (const column of columns) {
      const allowed = grid.listAt(row, column)?.options?.find(option => MARK.test(option.trim()));
      if (allowed !== undefined) return allowed;
      const cell = grid.at(row, column);
      if (!isBlank(cell) && cell.row === row && MARK.test(cell.text)) return cell.text;
    }
  }
  for (const row of grid.textRows) {
    if (rows[0] !== undefined && row >= rows[0]) break;
    for (const { text } of grid.textCells(row)) {
      const asked = askedMark(text);
      if (asked !== null) return asked;
    }
  }
  return null;
}

function askedMark(text: string): string | null {
  const mark =
    /[「『"(（]?([○〇◯●✓✔☑■])[」』")）]?\s*(印)?(を|で|に|の)?.{0,6}(付け|つけ|記入|入力|記載|選択|チェック|お願い)/.exec(
      text,
    );
  if (mark?.[1] !== undefined) return mark[1];
  const placed = /(?:欄|枠|箇所|もの|項目|いずれか)(?:一つ|1つ|１つ)?[にへ][「『"]?([○〇◯●✓✔☑■レ])/.exec(text);
  if (placed?.[1] !== undefined) return placed[1];
  if (/丸(印)?を/.test(text)) return '○';
  if (/レ点|チェックを(付け|つけ|入れ)/.test(text)) return '✓';
  const english = /\b(?:mark|put|enter|tick|place)\b.{0,20}?(?:an?\s+)?["'(]?([xX✓✔○])["')]?(?![a-z])/i.exec(text);
  return english?.[1] ?? null;
}

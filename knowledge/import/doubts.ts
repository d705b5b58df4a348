import type { Catalogue, Control } from '../controls/catalogue.ts';
import type { Message } from '../errors.ts';
import { likelyFit, titleFits } from './control-headings.ts';
import { type Line, placeOf } from './lines.ts';
import type { Mark } from './marks.ts';

const numbered = /^(?:A[. ]?)?(CLD[. ]{0,2})?\d{1,2}(?:\.\d{1,2}){2}(?=[\s:：.]|$)/i;
/** A title so like a control's is that control's. */
const surelyOf = 0.75;

/** What a person should look at: headings whose number and title disagree, unknown numbers, controls that stand twice. */
export function doubtsOf(lines: readonly Line[], marks: readonly Mark[], catalogue: Catalogue): readonly Message[] {
  const messages: Message[] = [];
  const first = new Map<string, Line>();
  for (const [at, line] of lines.entries()) {
    const mark = marks[at];
    if (mark?.kind === 'section' && numbered.test(line.plain)) messages.push(unknownNumber(line));
    if (mark?.kind !== 'control') continue;
    for (const control of mark.controls) {
      const other = betterControl(catalogue, control, mark.title);
      if (other !== null) messages.push(otherTitle(line, control, other));
      const earlier = first.get(control.number);
      if (earlier !== undefined) messages.push(twice(line, control, earlier));
      else first.set(control.number, line);
    }
  }
  return messages;
}

/** The control whose title a heading bears, where it is not the one whose number it bears. */
function betterControl(catalogue: Catalogue, control: Control, title: string): Control | null {
  if (title === '' || titleFits(control, title) >= likelyFit) return null;
  const sameEdition = catalogue.controls.filter(
    other => (other.standard === '27002:2022') === (control.standard === '27002:2022'),
  );
  return sameEdition.find(other => titleFits(other, title) >= surelyOf) ?? null;
}

const unknownNumber = (line: Line): Message => ({
  severity: 'warning',
  code: 'unknown-number',
  where: placeOf(line).where,
  text: `${placeOf(line).ja}：「${line.plain}」の番号の管理策はありません。番号のない節として取り込みます。`,
  en: `${placeOf(line).en}: no control has the number of "${line.plain}"; it is taken as a section under no control.`,
});

const otherTitle = (line: Line, control: Control, other: Control): Message => ({
  severity: 'warning',
  code: 'number-and-title-differ',
  where: placeOf(line).where,
  text: `${placeOf(line).ja}：見出し「${line.plain}」の番号は${control.number}（${control.ja}）ですが、題名は${other.number}のものです。番号に従って取り込みます。`,
  en: `${placeOf(line).en}: the heading "${line.plain}" bears the number ${control.number} (${control.en}) but the title of ${other.number}; the number is followed.`,
});

const twice = (line: Line, control: Control, earlier: Line): Message => ({
  severity: 'info',
  code: 'control-twice',
  where: placeOf(line).where,
  text: `${placeOf(line).ja}：${control.number}は${placeOf(earlier).ja}にもあります。両方を取り込みます。`,
  en: `${placeOf(line).en}: ${control.number} also stands at ${placeOf(earlier).en}; both are taken.`,
});

/** A piece of a number format's section. */
export interface FormatToken {
  /** `field` is one of a date or time (`yyyy`, `[h]`), `digit` one of 0 # ?, `mark` one of . , % / E+; `general` the word. */
  readonly role: 'field' | 'digit' | 'mark' | 'literal' | 'general';
  readonly text: string;
}

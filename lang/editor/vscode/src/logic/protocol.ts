// What the service answers to the requests that are its own (interpreter/service/methods.def, cepol/…).
export interface Position { line: number; character: number }
export interface Range { start: Position; end: Position }
export interface Location { uri: string; range: Range }

export interface Citation { range: Range; rule: Range; name: string }
export interface Clause { label: string; text: string; depth: number; cited: Citation[]; computesNothing?: string }
export interface Notice { of: string; uri?: string; clauses: Clause[] }
export interface NoticeBeside { version: number; notices: Notice[] }

export interface Point { range: Range; kind: string; label: string; reached: boolean; partial?: string; examples: string[] }
export interface Coverage { version: number; points: Point[] }

export interface Tried { name: string; owner: string; status: 'detected' | 'undetected' | 'unchanged' | 'invalid'; known: boolean; range?: Range }
export interface Mutations { total: number; from: number; tried: Tried[] }

export interface Boundaries { text: string; proposals: number; unreached: { range: Range; text: string }[] }

export interface Detail { part: string; minor: boolean; before?: string; after?: string; range?: Range }
export interface Change {
  kind: 'added' | 'removed' | 'changed'; subject: string; name: string; oldName?: string; before?: string; range?: Range
  oldClauses: string[]; newClauses: string[]; details: Detail[]
}
export interface Changes { version: number; against: string; changes: Change[]; renames: { old: string; new: string; of: string }[] }

export interface Examples { version: number; examples: { title: string; range: Range }[] }
export interface Difference { label: string; expected?: string; got?: string; noRow?: boolean; message?: string; location?: Location }
export interface ExampleResult { title: string; holds: boolean; differences: Difference[]; reasons: string[]; location?: Location }

export type Ask = <Result>(method: string, params: object) => Promise<Result>

export const isBefore = (a: Position, b: Position) => a.line < b.line || (a.line === b.line && a.character < b.character)
export const contains = (range: Range, at: Position) => !isBefore(at, range.start) && !isBefore(range.end, at)

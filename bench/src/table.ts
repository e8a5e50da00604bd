/** One measured thing. A cell that makes no sense for somebody stays away. */
export interface Row {
  readonly what: string
  readonly cubekit?: Cell
  readonly official?: Cell
  /** Those of several others, in the order of the section's `others`. */
  readonly others?: readonly (Cell | undefined)[]
  /** The least that anybody could do, by code written by hand or by counting. */
  readonly floor?: Cell
  /** What we want to reach, and then hold. */
  readonly goal?: Cell
}

type Cell = string | number

/** Rows under one heading. */
export interface Section {
  readonly title: string
  /** Whose numbers stand beside ours. Default: those of the official SDK. */
  readonly beside?: string
  /** Several others, instead of one. */
  readonly others?: readonly string[]
  readonly rows: readonly Row[]
}

/** Lays a section out as a table in Markdown, which reads well in a terminal too. */
export function tableOf({ title, beside = 'connectycube 6.1.2', others = [beside], rows }: Section): string {
  const headings = ['what', 'Cubekit', ...others, 'floor', 'goal']
  const lines = rows.map(({ what, cubekit, official, others: cells = [official], floor, goal }) =>
    [what, cubekit, ...others.map((_, at) => cells[at]), floor, goal].map(textOf),
  )
  const widths = headings.map((heading, at) =>
    Math.max(heading.length, ...lines.map((line) => line[at]?.length ?? 0)),
  )
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => pad(cell, at, widths)).join(' | ')} |`
  const rule = `| ${widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return [`\n### ${title}\n`, line(headings), rule, ...lines.map(line)].join('\n')
}

function textOf(cell: Cell | undefined): string {
  return typeof cell === 'number' ? cell.toLocaleString('en-US') : (cell ?? '')
}

function pad(cell: string, column: number, widths: readonly number[]): string {
  const width = widths[column] ?? 0
  return column === 0 ? cell.padEnd(width) : cell.padStart(width)
}

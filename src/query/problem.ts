/** One mistake in a query: where (UTF-16 offsets into its text), and what would be right. */
export type QueryProblem = { at: number; length: number; message: string }

/** A query that cannot be used, with every mistake that was found in it. */
export class QueryError extends Error {
  readonly problems: QueryProblem[]

  constructor(problems: QueryProblem[]) {
    super(problems.map(({ at, message }) => `at ${at + 1}: ${message}`).join('\n'))
    this.name = 'QueryError'
    this.problems = problems
  }
}

/** The three shapes in which the API reports errors, and the one of a server that broke down. */
export type ApiErrorBody =
  | { readonly errors: { readonly base: readonly string[] } }
  | { readonly errors: Readonly<Record<string, readonly string[]>> }
  | { readonly errors: readonly string[] }
  | { readonly error: string; readonly status: string }

/** A refusal: a status and a body in one of the API's shapes. */
export interface ApiRefusal {
  readonly status: number
  readonly body: ApiErrorBody
}

/** Thrown by a rule or a route to answer the request with a refusal. */
export class ApiError extends Error {
  readonly refusal: ApiRefusal

  constructor(refusal: ApiRefusal) {
    super(`The request is refused with ${refusal.status}.`)
    this.name = 'ApiError'
    this.refusal = refusal
  }
}

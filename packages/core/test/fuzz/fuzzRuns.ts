/** `CUBEKIT_DEEP=1` runs all that docs/reliability.md promises; otherwise one in fifty. */
export const fuzzRuns: number = process.env['CUBEKIT_DEEP'] ? 100_000 : 2000

/** For so many runs, with room for a busy machine, in ms. */
export const fuzzTimeoutMs: number = 20_000 + fuzzRuns * 10

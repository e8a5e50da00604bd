import type { CubeError } from '../errors/CubeError.ts'

/**
 * Which of a user's fields somebody else has already, with the text by which it is told in `fields`. The server
 * names the field in its sentence or beside it: "email must be unique", "Email has already been taken",
 * `{ email: ['has already been taken'] }`.
 */
export function takenFields({ fields, details }: CubeError): Readonly<Record<string, readonly string[]>> {
  const told = Object.entries(fields).flatMap(([name, texts]) => texts.map((text) => `${name} ${text}`))
  const names = [...told, ...details].flatMap((text) => taken.exec(text)?.[1]?.toLowerCase() ?? [])
  return Object.fromEntries(names.map((name) => [name, ['must be unique']]))
}

const taken = /\b(login|email|phone|external_id)\b.*\b(?:must be unique|already|taken|exists)/i

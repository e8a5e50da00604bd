import type { CubeUser } from '@cubekit/core'

type Fields = Readonly<Record<string, unknown>>

/** An app's own data of a user, by key; empty when there is none, or when it is no JSON object. */
export function customDataOf(user: CubeUser): Fields {
  try {
    const data: unknown = JSON.parse(user.custom_data ?? '')
    return isFields(data) ? data : {}
  } catch {
    return {}
  }
}

/** A value of an app's own data, as an input shows it. */
export function textOf(data: Fields, key: string): string {
  const value = Object.hasOwn(data, key) ? data[key] : null
  return typeof value === 'string'
    ? value
    : value === null || value === undefined
      ? ''
      : JSON.stringify(value)
}

/** An app's own data with what was typed, by key. An emptied text is taken out; all others stay as they were. */
export function withTexts(data: Fields, texts: Readonly<Record<string, string>>): Record<string, unknown> {
  const changed = Object.entries(texts).map(([key, text]) => [key, valueLike(data[key], text)] as const)
  return Object.fromEntries(
    [...Object.entries(data), ...changed].filter(([key, value]) => value !== undefined && texts[key] !== ''),
  )
}

/** What somebody typed, as a number or a boolean where there was one. */
function valueLike(previous: unknown, text: string): unknown {
  if (typeof previous === 'string' || previous === null || previous === undefined) return text
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === typeof previous ? value : text
  } catch {
    return text
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

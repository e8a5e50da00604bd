import { CubeError } from '../errors/CubeError.ts'
import { isFields } from '../wire/fields.ts'
import type { CubeUser } from '../wire/user.ts'
import { type CubeClient, internals } from './CubeClient.ts'
import type { CustomData, CustomDataInput } from './register.ts'
import type { SchemaResult } from './StandardSchema.ts'

/**
 * Reads a user's `custom_data`: JSON that the schema given to `createCubeClient` accepts, or without a schema any
 * JSON object. `null` when there is none, or something else: other clients may have written it.
 *
 * @throws CubeError `invalid-argument` when the schema checks asynchronously.
 * @example
 * const middleName = parseCustomData(client, user)?.middle_name
 *
 * Source: ConnectyCube server API, "Users", `custom_data`; Standard Schema, version 1.
 */
export function parseCustomData(
  client: CubeClient,
  { custom_data }: Pick<CubeUser, 'custom_data'>,
): CustomData | null {
  const { customData: schema } = client[internals]
  let value: unknown
  try {
    value = JSON.parse(custom_data ?? 'null')
  } catch {
    return null
  }
  if (value === null) return null
  if (!schema) return isFields(value) ? value : null
  const checked = inTime(schema['~standard'].validate(value))
  return checked.issues ? null : checked.value
}

/**
 * What goes out as `custom_data`: the JSON of what the schema accepts; a text goes out as it is.
 *
 * @throws CubeError `validation` when the schema refuses it, `invalid-argument` when it is no JSON or the schema
 * checks asynchronously.
 */
export function writeCustomData(client: CubeClient, value: CustomDataInput | string): string {
  if (typeof value === 'string') return value
  const checked = client[internals].customData?.['~standard'].validate(value)
  const issues = checked && inTime(checked).issues
  if (issues) {
    throw new CubeError('validation', { fields: { custom_data: issues.map(({ message }) => message) } })
  }
  try {
    return JSON.stringify(value)
  } catch {
    throw new CubeError('invalid-argument', { message: 'custom_data must be JSON.' })
  }
}

function inTime<Output>(result: SchemaResult<Output> | Promise<SchemaResult<Output>>): SchemaResult<Output> {
  if (!('then' in result)) return result
  throw new CubeError('invalid-argument', { message: 'The schema of custom_data must check at once.' })
}

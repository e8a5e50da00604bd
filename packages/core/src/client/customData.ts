import { CubeError } from '../errors/CubeError.ts'
import { isFields } from '../wire/fields.ts'
import type { CubeUser } from '../wire/user.ts'
import { type CubeClient, internals } from './CubeClient.ts'
import type { CustomData, CustomDataInput, CustomDataSchema } from './register.ts'
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
  const { customData: schema } = client[internals].options
  let value: unknown
  try {
    value = JSON.parse(custom_data ?? 'null')
  } catch {
    return null
  }
  if (value === null) return null
  if (!schema) return isFields(value) ? value : null
  const checked = check(schema, value)
  return !checked || checked.issues ? null : checked.value
}

/**
 * What goes out as `custom_data`: the JSON of what the schema accepts, as it will be read again; a text goes out as
 * it is.
 *
 * @throws CubeError `validation` when the schema refuses it, `invalid-argument` when it is no JSON or the schema
 * checks asynchronously.
 */
export function writeCustomData(client: CubeClient, value: CustomDataInput | string): string {
  if (typeof value === 'string') return value
  const { customData: schema } = client[internals].options
  const text = toJson(value)
  const checked = schema ? check(schema, JSON.parse(text)) : { issues: undefined }
  if (!checked || checked.issues) {
    const texts = checked?.issues?.map(({ message }) => message) ?? ['is not valid']
    throw new CubeError('validation', { fields: { custom_data: texts } })
  }
  return text
}

function toJson(value: object): string {
  try {
    return JSON.stringify(value)
  } catch {
    throw new CubeError('invalid-argument', { message: 'custom_data must be JSON.' })
  }
}

/** What the schema says; `null` when it fails itself, which may tell of what it was given. */
function check(schema: CustomDataSchema, value: unknown): SchemaResult<CustomData> | null {
  let result: SchemaResult<CustomData> | Promise<SchemaResult<CustomData>>
  try {
    result = schema['~standard'].validate(value)
  } catch {
    return null
  }
  if (typeof result !== 'object' || result === null) return null
  if (!('then' in result)) return result
  result.catch(() => {})
  throw new CubeError('invalid-argument', { message: 'The schema of custom_data must check at once.' })
}

import { ApiError } from './ApiError.ts'
import { formPairs } from './formPairs.ts'
import { nestPairs, parametersFromJson, type Parameters } from './parameters.ts'
import { unobservedErrors } from './unobserved.ts'

/**
 * Reads the parameters of a request body: JSON, `application/x-www-form-urlencoded` or multipart, the
 * latter two with bracket nesting. A missing body has no parameters.
 *
 * @throws `ApiError` 400 when the body is not what its `Content-Type` says.
 */
export async function readBody(request: Request): Promise<Parameters> {
  const type = request.headers.get('Content-Type')?.toLowerCase() ?? ''
  if (type.startsWith('multipart/form-data')) return readMultipart(request)
  const text = await request.text()
  if (text.trim() === '') return nestPairs([])
  const looksLikeJson = /^\s*[{[]/.test(text)
  if (type.includes('json') || (looksLikeJson && !type.includes('urlencoded'))) return readJson(text)
  return nestPairs(formPairs(new URLSearchParams(text)))
}

function readJson(text: string): Parameters {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new ApiError(unobservedErrors.bodyUnreadable('The request body is not valid JSON.'))
  }
  return parametersFromJson(json)
}

async function readMultipart(request: Request): Promise<Parameters> {
  let form: FormData
  try {
    form = await request.formData()
  } catch {
    throw new ApiError(unobservedErrors.bodyUnreadable('The request body is not valid multipart form data.'))
  }
  const texts: [string, string][] = []
  form.forEach((value, name) => {
    if (typeof value === 'string') texts.push([name, value])
  })
  return nestPairs(formPairs(texts))
}

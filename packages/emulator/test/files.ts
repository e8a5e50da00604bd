import { at, type Api, type Reply } from './api.ts'
import type { Emulator } from '../src/index.ts'

/** One file, made and uploaded or not. */
export interface TestFile {
  readonly id: number
  readonly uid: string
  readonly params: string
}

/** POST /blobs, and what its answer says. */
export async function createFile(api: Api, token: string, more: object = {}): Promise<TestFile> {
  const reply = await api.post(
    '/blobs',
    { blob: { content_type: 'text/plain', name: 'cat.txt', ...more } },
    token,
  )
  return fileIn(reply)
}

function fileIn({ body, status }: Reply): TestFile {
  const [id, uid, params] = [
    at(body, 'blob', 'id'),
    at(body, 'blob', 'uid'),
    at(body, 'blob', 'blob_object_access', 'params'),
  ]
  if (typeof id !== 'number' || typeof uid !== 'string' || typeof params !== 'string') {
    throw new Error(`There is no file in an answer of status ${status}.`)
  }
  return { id, uid, params }
}

/** The form of `params`, field by field, and the file last. `change` may edit it before it goes. */
export function formOf(
  params: string,
  file: string | Blob,
  change: (fields: [string, string | Blob][]) => void = () => {},
): { address: string; form: FormData } {
  const url = new URL(params)
  const fields: [string, string | Blob][] = [
    ...url.searchParams,
    ['file', typeof file === 'string' ? new Blob([file]) : file],
  ]
  change(fields)
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  return { address: url.origin + url.pathname, form }
}

/** Uploads a file by its form, without a session, and gives the status and the XML. */
export async function upload(
  emulator: Emulator,
  params: string,
  file: string | Blob,
  change?: (fields: [string, string | Blob][]) => void,
): Promise<{ status: number; text: string; headers: Headers }> {
  const { address, form } = formOf(params, file, change)
  const response = await emulator.fetch(address, { method: 'POST', body: form })
  return { status: response.status, text: await response.text(), headers: response.headers }
}

/** Makes a file, uploads its content, and declares it complete. */
export async function storeFile(
  emulator: Emulator,
  api: Api,
  token: string,
  content: string,
  more: object = {},
): Promise<TestFile> {
  const file = await createFile(api, token, more)
  const { status, text } = await upload(emulator, file.params, content)
  if (status !== 201) throw new Error(text)
  await api.post(`/blobs/${file.id}/complete`, { blob: { size: content.length } }, token)
  return file
}

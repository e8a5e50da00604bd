import { resolveObjectURL } from 'node:buffer'
import { expect, it } from 'vitest'
import { at, setUp } from '../../test/api.ts'

const users = [{ id: 7, login: 'ada', password: 'long enough', avatar: true }] as const

async function downloadOf(objectUrls: boolean): Promise<string[]> {
  const { api, emulator } = setUp({ users, objectUrls })
  const path = `/blobs/${emulator.db.users.get(7)?.avatar}/object?download_url=1`
  const token = await api.userToken()
  const answers = [await api.get(path, token), await api.get(path, token)]
  return answers.map(({ body }) => String(at(body, 'blob', 'blob_object_access', 'download_url')))
}

it('in a page, downloads have addresses of the page, the same for the same content', async () => {
  const [url = '', again] = await downloadOf(true)
  expect(url).toMatch(/^blob:/)
  expect(again).toBe(url)
  const content = resolveObjectURL(url)
  expect(content?.type).toBe('image/png')
  expect(new Uint8Array((await content?.arrayBuffer()) ?? [])[1]).toBe(0x50)
})

it('everywhere else they are those of the storage', async () => {
  const [url] = await downloadOf(false)
  expect(url).toMatch(/^https:\/\/api\.cubekit\.test\/s3\/cubekit-files\/a/)
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { at } from '../../test/api.ts'
import { formOf } from '../../test/files.ts'
import { startEmulator } from './index.ts'

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url))
const ROUNDS = 12

/** What the emulator has said yes to, so that it must still know it. */
interface Promised {
  readonly logins: string[]
  readonly files: { readonly uid: string; readonly content: string }[]
  readonly tokens: string[]
}

it('survives being killed at any moment: whatever was answered is there', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cubekit-kill-'))
  const data = join(folder, 'emulator.data')
  const promised: Promised = { logins: [], files: [], tokens: [] }
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const args = [cli, '--port=0', '--json', '--data', data]
      const child = spawn(process.execPath, args, { env: { ...process.env, NODE_ENV: 'test' } })
      let stderr = ''
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
      const closed = once(child, 'close')
      const first: unknown = await Promise.race([once(child.stdout, 'data'), closed])
      const line = String(at(first, 0))
      expect([round, stderr, line]).toEqual([round, '', expect.stringContaining('"url"')])
      const url = String(at(JSON.parse(line), 'url'))
      const busy = [0, 1, 2, 3].map((worker) => work(url, `r${round}w${worker}`, promised))
      // Somewhere between the first request and the hundredth, on purpose never at the same place.
      await wait(20 + Math.random() * 250)
      // On a busy machine the first answers take longer.
      while (promised.logins.length < 2 * (round + 1) || promised.files.length < 2 * (round + 1))
        await wait(5)
      child.kill('SIGKILL')
      await Promise.all([closed, ...busy])
    }
    const emulator = await startEmulator({ data })
    try {
      expect(promised.logins.length).toBeGreaterThan(ROUNDS)
      expect(promised.files.length).toBeGreaterThan(ROUNDS)
      for (const login of promised.logins) {
        expect([login, emulator.db.users.findByLogin(login)?.login]).toEqual([login, login])
      }
      for (const token of promised.tokens) {
        const response = await emulator.fetch('/session', { headers: { 'CB-Token': token } })
        expect(response.status).toBe(200)
      }
      for (const { uid, content } of promised.files) {
        const response = await emulator.fetch(`/blobs/${uid}`)
        expect([response.status, await response.text()]).toEqual([200, content])
      }
      // No half of a content is left, and none that belongs to nobody.
      const hashes = [...emulator.db.blobs.list()].flatMap(({ object }) => object?.hash ?? [])
      expect(readdirSync(`${data}.files`).toSorted()).toEqual([...new Set(hashes)].toSorted())
    } finally {
      await emulator.stop()
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})

/** Signs up, signs in and stores files until the server is gone; notes what was answered in full. */
async function work(url: string, name: string, promised: Promised): Promise<void> {
  const key = 'emulator-auth-key'
  const send = async (
    path: string,
    body: object,
    headers: Record<string, string> = {},
    method = 'POST',
  ): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, {
      method,
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', ...headers },
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${path} ${response.status} ${text}`)
    return text === '' ? null : JSON.parse(text)
  }
  for (let count = 0; ; count++) {
    try {
      const user = { login: `${name}n${count}`, password: 'supersecurepwd' }
      await send('/users', { user }, { 'CB-AuthKey': key })
      promised.logins.push(user.login)
      const session = await send('/session', { application_id: 1, auth_key: key, user })
      const token = String(at(session, 'session', 'token'))
      promised.tokens.push(token)
      const headers = { 'CB-Token': token }
      const made = await send(
        '/blobs',
        { blob: { name: 'a', content_type: 'text/plain', public: true } },
        headers,
      )
      const content = `${user.login} `.repeat(1000)
      const { address, form } = formOf(String(at(made, 'blob', 'blob_object_access', 'params')), content)
      const uploaded = await fetch(address, { method: 'POST', body: form })
      if (uploaded.status !== 201) throw new Error(await uploaded.text())
      await uploaded.text()
      await send(
        `/blobs/${String(at(made, 'blob', 'id'))}/complete`,
        { size: content.length },
        headers,
        'PUT',
      )
      promised.files.push({ uid: String(at(made, 'blob', 'uid')), content })
    } catch (error) {
      // A connection that breaks is the kill; an answer that refuses would be a fault of the emulator.
      if (error instanceof TypeError) return
      throw error
    }
  }
}

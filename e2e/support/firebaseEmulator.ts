import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '../../scripts/freePort.ts'

/** Firebase's own emulator of its accounts, as its command line starts it. */
export interface FirebaseEmulator {
  readonly url: string
  /** The code in the text message that this phone was sent last. */
  codeFor(phone: string): Promise<string>
  /** The addresses that were sent a link for a new password. */
  resetMails(): Promise<string[]>
  /** Keeps whoever has this address from signing in, and from refreshing their token. */
  disable(email: string): Promise<void>
  stop(): Promise<void>
}

/** Starts it from where `installFirebase` has put it. It needs no Java, no account and no network. */
export async function startFirebaseEmulator(installed: string, projectId: string): Promise<FirebaseEmulator> {
  const folder = mkdtempSync(join(tmpdir(), 'cubekit-firebase-'))
  const port = await freePort(9400)
  const host = '127.0.0.1'
  const config = {
    emulators: {
      auth: { host, port },
      hub: { host, port: await freePort(9500) },
      logging: { host, port: await freePort(9600) },
      ui: { enabled: false },
    },
  }
  writeFileSync(join(folder, 'firebase.json'), JSON.stringify(config))
  const program = join(installed, 'node_modules/firebase-tools/lib/bin/firebase.js')
  const child = spawn(
    process.execPath,
    [program, 'emulators:start', '--only', 'auth', '--project', projectId, '--non-interactive'],
    // What it keeps about itself goes into the folder as well.
    { cwd: folder, env: { ...process.env, XDG_CONFIG_HOME: folder }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const ended = new Promise<void>((resolve) => {
    child.on('exit', () => resolve())
  })
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  let printed = ''
  await new Promise<void>((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`Firebase ended with code ${String(code)}:\n${printed}`)))
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        printed += `${line}\n`
        if (line.includes('All emulators ready')) resolve()
      })
    }
  }).catch(async (error: unknown) => {
    await stop()
    throw error
  })

  const url = `http://${host}:${port}`
  const ask = async <Answer>(path: string, body?: object): Promise<Answer> => {
    const answer = await fetch(`${url}/${path}`, {
      headers: { Authorization: 'Bearer owner', 'Content-Type': 'application/json' },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    })
    if (!answer.ok) throw new Error(`Firebase's emulator: ${await answer.text()}`)
    return answer.json() as Promise<Answer>
  }
  const ours = `emulator/v1/projects/${projectId}`
  const accounts = `identitytoolkit.googleapis.com/v1/projects/${projectId}/accounts`
  return {
    url,
    stop,
    async codeFor(phone) {
      const { verificationCodes } = await ask<{ verificationCodes: { phoneNumber: string; code: string }[] }>(
        `${ours}/verificationCodes`,
      )
      return verificationCodes.findLast(({ phoneNumber }) => phoneNumber === phone)?.code ?? ''
    },
    async resetMails() {
      const { oobCodes } = await ask<{ oobCodes: { email: string; requestType: string }[] }>(
        `${ours}/oobCodes`,
      )
      return oobCodes.filter(({ requestType }) => requestType === 'PASSWORD_RESET').map(({ email }) => email)
    },
    async disable(email) {
      const { users } = await ask<{ users: { localId: string }[] }>(`${accounts}:lookup`, { email: [email] })
      await ask(`${accounts}:update`, { localId: users[0]?.localId, disableUser: true })
    },
  }
}

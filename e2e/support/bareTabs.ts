import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChromiumLaunch } from '../../scripts/findChromium.ts'
import { spawnChromium } from './spawnChromium.ts'

/** A tab that nobody watches: Playwright takes notes of every request, which cost as much as the requests. */
export interface BareTab {
  /** Runs an expression in the page, and waits for its promise. */
  evaluate(expression: string): Promise<unknown>
}

/** Tabs in a Chromium of their own. */
export interface BareTabs {
  readonly tabs: readonly BareTab[]
  close(): Promise<void>
}

interface Answer {
  readonly id?: number
  readonly error?: { readonly message: string }
  readonly result?: {
    readonly targetId?: string
    readonly sessionId?: string
    readonly result?: { readonly value?: unknown }
    readonly exceptionDetails?: unknown
  }
}

/** Opens the same page in so many tabs. */
export async function openBareTabs(launch: ChromiumLaunch, url: string, count: number): Promise<BareTabs> {
  const profile = mkdtempSync(join(tmpdir(), 'cubekit-bare-'))
  const { address, kill } = await spawnChromium(launch, profile)
  const socket = new WebSocket(address)
  const waiting = new Map<number, (answer: Answer) => void>()
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer
    waiting.get(answer.id ?? 0)?.(answer)
  })
  await new Promise((resolve) => socket.addEventListener('open', resolve))

  let last = 0
  const send = async (method: string, params: object, sessionId?: string): Promise<Answer['result']> => {
    const id = ++last
    const { error, result } = await new Promise<Answer>((resolve) => {
      waiting.set(id, resolve)
      socket.send(JSON.stringify({ id, method, params, sessionId }))
    })
    waiting.delete(id)
    if (error) throw new Error(`${method}: ${error.message}`)
    return result
  }
  const open = async (): Promise<BareTab> => {
    const target = await send('Target.createTarget', { url, newWindow: true })
    const attached = await send('Target.attachToTarget', { targetId: target?.targetId, flatten: true })
    return {
      async evaluate(expression) {
        const params = { expression, awaitPromise: true, returnByValue: true }
        const done = await send('Runtime.evaluate', params, attached?.sessionId)
        if (done?.exceptionDetails) throw new Error(JSON.stringify(done.exceptionDetails))
        return done?.result?.value
      },
    }
  }
  return {
    tabs: await Promise.all(Array.from({ length: count }, open)),
    async close() {
      socket.close()
      await kill()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

import { expect, onTestFinished, test } from 'vitest'
import { asDataModules } from '../../../test/browser/asDataModules.ts'
import { webStorage } from '../../index.ts'

// In a real browser. Several processes at once: e2e/webStorage.test.ts.

test.each(['local', 'session'] as const)(
  'row 53: a full %sStorage keeps nothing of the session of before, and works again once there is room',
  async (kind) => {
    const web = kind === 'local' ? localStorage : sessionStorage
    onTestFinished(() => web.clear())
    const key = crypto.randomUUID()
    await webStorage(kind).update(key, () => ({ token: 'of before' }))
    fill(web)
    // What browsers do by themselves: the old value stays.
    expect(() => web.setItem(`cubekit record ${key}`, 'x'.repeat(1000))).toThrow(DOMException)
    expect(web.getItem(`cubekit record ${key}`)).toContain('of before')

    await expect(webStorage(kind).update(key, () => ({ token: 'x'.repeat(1000) }))).rejects.toThrow(
      DOMException,
    )
    expect(await webStorage(kind).read(key)).toBeUndefined()
    expect(JSON.stringify(Object.entries(web))).not.toContain('of before')

    web.removeItem('filler 0')
    await webStorage(kind).update(key, () => ({ token: 'new' }))
    expect(await webStorage(kind).read(key)).toEqual({ token: 'new' })
  },
)

test('row 53: a full localStorage takes the mark of a logout where there was a hint', () => {
  onTestFinished(() => localStorage.clear())
  const { hints } = webStorage('local')
  const key = crypto.randomUUID()
  hints?.write(key, '{"v":1,"epoch":9,"ended":null}')
  fill(localStorage)
  hints?.write(key, '{"v":1,"epoch":10,"ended":1000000000000}')
  expect(JSON.parse(hints?.read(key) ?? '')).toEqual({ v: 1, epoch: 10, ended: 1e12 })
})

test('8 frames with 50 updates each under one lock lose none', async () => {
  onTestFinished(() => localStorage.clear())
  const key = crypto.randomUUID()
  const module = new URL('./webStorage.ts', import.meta.url).href
  const frames = await Promise.all(Array.from({ length: 8 }, () => openFrame(module)))
  await Promise.all(
    frames.map(async (make) => {
      for (let update = 0; update < 50; update++) {
        await make('local').update(key, (stored) => Number(stored ?? 0) + 1)
      }
    }),
  )
  expect(await webStorage('local').read(key)).toBe(400)
})

test('row 52: in a frame that may store nothing it says so, and only when it is used', async () => {
  const { imports, entry } = await asDataModules(new URL('./webStorage.ts', import.meta.url).href)
  const frame = document.createElement('iframe')
  frame.sandbox.add('allow-scripts')
  onTestFinished(() => frame.remove())
  const report = new Promise<unknown>((resolve) => {
    const listen = ({ source, data }: MessageEvent): void => {
      if (source === frame.contentWindow) resolve(data)
    }
    window.addEventListener('message', listen)
    onTestFinished(() => window.removeEventListener('message', listen))
  })
  frame.srcdoc = `
    <script type="importmap">${JSON.stringify({ imports })}</script>
    <script type="module">
      const { webStorage } = await import('${entry}')
      const nameOf = (work) => work.then(() => 'worked', (error) => error.name)
      const names = []
      for (const kind of ['local', 'session']) {
        const storage = webStorage(kind)
        storage.hints?.write('a', 'hint')
        names.push(await nameOf(storage.read('a')), await nameOf(storage.update('a', () => 1)))
      }
      parent.postMessage(names, '*')
    </script>`
  document.body.append(frame)
  expect(await report).toEqual(Array(4).fill('SecurityError'))
})

function fill(web: Storage): void {
  let index = 0
  for (let size = 1_048_576; size >= 1; size = Math.floor(size / 2)) {
    try {
      for (;;) web.setItem(`filler ${index++}`, 'x'.repeat(size))
    } catch {
      // Full for pieces of this size.
    }
  }
}

/** The storage as another page of this origin has it. */
async function openFrame(module: string): Promise<typeof webStorage> {
  const frame = document.createElement('iframe')
  onTestFinished(() => frame.remove())
  const loaded = new Promise<typeof webStorage>((resolve) => {
    Object.assign(window, { [`loaded ${document.body.childElementCount}`]: resolve })
  })
  frame.srcdoc = `<script type="module">
    import { webStorage } from '${module}'
    parent['loaded ${document.body.childElementCount}'](webStorage)
  </script>`
  document.body.append(frame)
  return loaded
}

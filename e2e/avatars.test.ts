import type OfficialSdk from 'connectycube'
import { createRequire } from 'node:module'
import type { Page, Request } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import {
  type AvatarStage,
  createAvatarStage,
  people,
  shownUids,
  signIn,
  upload,
  waitForState,
} from './support/avatarPage.ts'
import type { CrashableChromium } from './support/crashableChromium.ts'
import {
  debuggerOf,
  lookAt,
  report,
  startTabChromium,
  waitForStatus,
  watchJournal,
} from './support/tabPage.ts'
import { sinkNames, watchSecrets } from './support/watchSecrets.ts'

// Avatars and files in a real browser, over a real network. The numbers of the rows are those of the fault matrix in
// docs/reliability.md.

const [ada, grace] = people
const patience = { timeout: 10_000 }

let browser: CrashableChromium
beforeAll(async () => {
  browser = await startTabChromium(inject('chromium'))
})
afterAll(async () => {
  await browser?.crash()
})

/** What is left when an upload came to nothing: the profile as it was, and no file. */
function expectNothing({ avatar, files }: AvatarStage): void {
  expect([avatar(), files()]).toEqual([null, []])
}

describe('the storage', () => {
  test('tells how far 8 MB have come on a slow connection, and takes them', async () => {
    const { open, files } = await createAvatarStage(browser)
    const page = await open()
    await signIn(page)
    const cdp = await debuggerOf(page)
    const slow = { offline: false, latency: 20, downloadThroughput: -1, uploadThroughput: 4_000_000 }
    await cdp.send('Network.enable')
    await cdp.send('Network.emulateNetworkConditions', slow)
    const { outcome, sent } = await page.evaluate(() => avatarTab.uploadFile(8_000_000))
    expect(outcome).toBe('done')
    expect(files()).toMatchObject([{ size: 8_000_000, object: { size: 8_000_000 } }])
    expect(sent.length).toBeGreaterThan(4)
    expect(sent).toEqual(sent.toSorted((a, b) => a - b))
    expect([sent[0], sent.at(-1)]).toEqual([0, 8_000_000])
    const between = sent.filter((bytes) => bytes > 0 && bytes < 8_000_000)
    expect(new Set(between).size).toBeGreaterThan(2)
    report('8 MB at 4 MB/s', 'more than 2 steps of progress', `${new Set(between).size} steps`)
  })

  test.each([
    [403, 'AccessDenied'],
    [400, 'EntityTooLarge'],
  ])('row 73: refuses with %i %s: nothing is left, and the page is told why', async (status, code) => {
    const stage = await createAvatarStage(browser)
    const page = await stage.open()
    await signIn(page)
    const body = `<?xml version="1.0"?><Error><Code>${code}</Code><Message><![CDATA[<img src=x>]]></Message></Error>`
    stage.emulator.faults.add({ kind: 'status', status, body, method: 'POST', path: '/s3' })
    expect(await upload(page, 'red')).toMatchObject({ outcome: 'rejected', details: [code] })
    expectNothing(stage)
  })

  test('row 75: answers what the page may not read: it counts as out of reach, and nothing is left', async () => {
    const stage = await createAvatarStage(browser)
    const page = await stage.open()
    await signIn(page)
    stage.emulator.faults.add({ kind: 'noCors', method: 'POST', path: '/s3' })
    expect(await upload(page, 'red')).toMatchObject({ outcome: 'unreachable' })
    expectNothing(stage)
  })

  test('row 83: stands still: it is given up after 20 s, however long the rest has taken', async () => {
    const stage = await createAvatarStage(browser)
    const page = await stage.open(undefined, (tab) => tab.clock.install())
    await signIn(page)
    stage.emulator.faults.add({ kind: 'hang', method: 'POST', path: '/s3' })
    const uploading = upload(page, 'red')
    await waitForState(page, 'sending')
    await expect.poll(() => stage.emulator.log.some(({ fault }) => fault === 'hang')).toBe(true)
    await page.clock.runFor(19_000)
    expect(await page.evaluate(() => avatarTab.state)).toBe('sending')
    await page.clock.runFor(3000)
    expect(await uploading).toMatchObject({ outcome: 'timeout' })
    expectNothing(stage)
  })
})

describe('the server', () => {
  test('row 77: takes the new avatar, and its answer is lost: the upload is done', async () => {
    const stage = await createAvatarStage(browser)
    const page = await stage.open()
    await signIn(page)
    stage.emulator.faults.add({ kind: 'dropAfterCommit', method: 'PUT', path: '/users', times: 1 })
    expect(await upload(page, 'red')).toMatchObject({ outcome: 'done' })
    expect(stage.files()).toMatchObject([{ uid: stage.avatar() }])
  })

  test('row 77: never takes the new avatar: the old one stays, with its picture', async () => {
    const stage = await createAvatarStage(browser)
    const page = await stage.open()
    await signIn(page, grace)
    const before = stage.emulator.db.users.get(grace.id)?.avatar
    stage.emulator.faults.add({ kind: 'status', status: 422, method: 'PUT', path: '/users' })
    const { outcome } = await upload(page, 'red')
    expect(outcome).not.toBe('done')
    expect(stage.emulator.db.users.get(grace.id)?.avatar).toBe(before)
    expect([...stage.emulator.db.blobs.list()].map(({ uid }) => uid)).toEqual([before])
    await expect.poll(() => shownUids(page), patience).toEqual([before, before, before])
  })

  test('row 82: the session ends in the middle: it is renewed once, and the upload goes on', async () => {
    const stage = await createAvatarStage(browser)
    const page = await stage.open()
    await page.goto(`${stage.siteUrl}?renews`)
    await signIn(page)
    stage.emulator.faults.add({ kind: 'delay', ms: 500, method: 'POST', path: '/s3' })
    const uploading = upload(page, 'red')
    await waitForState(page, 'sending')
    const journal = watchJournal(stage.emulator)
    stage.emulator.expireSessions()
    expect(await uploading).toMatchObject({ outcome: 'done' })
    expect(journal('POST', '/session')).toHaveLength(1)
    expect(journal('POST', '/blobs')).toEqual([])
    expect(stage.files().map(({ uid }) => uid)).toEqual([stage.avatar()])
  })

  test('row 82: the session ends in the middle, for good: the avatar is as before, and nothing is left later', async () => {
    const stage = await createAvatarStage(browser)
    const page = await stage.open()
    await signIn(page)
    stage.emulator.faults.add({ kind: 'delay', ms: 500, method: 'POST', path: '/s3' })
    const uploading = upload(page, 'red')
    await waitForState(page, 'sending')
    stage.emulator.expireSessions()
    expect(await uploading).toMatchObject({ outcome: 'session-expired' })
    expect(stage.avatar()).toBeNull()
    await signIn(page)
    expect(await page.evaluate(() => avatarTab.sweep())).toBe('done')
    expectNothing(stage)
  })
})

describe('somebody', () => {
  test.each(['encoding', 'creating', 'sending', 'completing', 'attaching'])(
    'row 79: cancels while it is %s: the profile is as before, and nothing is left',
    async (state) => {
      const stage = await createAvatarStage(browser)
      const page = await stage.open()
      await signIn(page)
      const { outcome } = await upload(page, 'red', state)
      expect(outcome).toBe('aborted')
      // What was made is deleted behind, if nobody waited for it.
      expect(await page.evaluate(() => avatarTab.sweep())).toBe('done')
      expectNothing(stage)
    },
  )

  test('row 80: closes the tab in the middle: at the next visit no file is left but the avatar', async () => {
    const stage = await createAvatarStage(browser)
    const first = await stage.open()
    await signIn(first)
    expect(await upload(first, 'red')).toMatchObject({ outcome: 'done' })
    const avatar = stage.avatar()
    const recover = stage.emulator.faults.add({ kind: 'hang', method: 'POST', path: '/s3' })
    void upload(first, 'green').catch(() => {})
    await waitForState(first, 'sending')
    await first.close()
    recover()
    expect(stage.files()).toHaveLength(2)

    const next = await stage.open()
    await waitForStatus(next, 'user')
    expect(await next.evaluate(() => avatarTab.sweep())).toBe('done')
    expect([stage.avatar(), stage.files().map(({ uid }) => uid)]).toEqual([avatar, [avatar]])
  })

  test('row 81: logs out in the other tab in the middle: nothing is attached, and nothing is left later', async () => {
    const stage = await createAvatarStage(browser)
    const [page, other] = [await stage.open(), await stage.open()]
    await signIn(page)
    await lookAt(other)
    await waitForStatus(other, 'user')
    const recover = stage.emulator.faults.add({ kind: 'delay', ms: 1500, method: 'POST', path: '/s3' })
    const uploading = upload(page, 'red')
    await waitForState(page, 'sending')
    await other.evaluate(() => avatarTab.logOut())
    expect(await uploading).toMatchObject({ outcome: 'session-changed' })
    recover()
    await waitForStatus(page, 'signed-out')
    expect(stage.avatar()).toBeNull()

    // Somebody else leaves it alone; its owner cleans it up.
    await signIn(page, grace)
    expect(await page.evaluate(() => avatarTab.sweep())).toBe('done')
    expect(stage.emulator.db.users.get(grace.id)?.avatar).toMatch(/^a/)
    await page.evaluate(() => avatarTab.logOut())
    await signIn(page)
    expect(await page.evaluate(() => avatarTab.sweep())).toBe('done')
    expectNothing(stage)
  })

  test('row 84: uploads in two tabs at once: one avatar, and no other file', async () => {
    const stage = await createAvatarStage(browser)
    const [page, other] = [await stage.open(), await stage.open()]
    await signIn(page)
    await lookAt(other)
    await waitForStatus(other, 'user')
    const uploads = await Promise.all([upload(page, 'red'), upload(other, 'green'), upload(page, 'blue')])
    expect(uploads.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done'])
    expect(stage.files().map(({ uid }) => uid)).toEqual([stage.avatar()])
    for (const tab of [page, other]) {
      await lookAt(tab)
      await expect
        .poll(async () => (await shownUids(tab)).slice(0, 2), patience)
        .toEqual([stage.avatar(), stage.avatar()])
    }
  })
})

test('a new avatar shows everywhere in both tabs without a reload, and one that is removed goes', async () => {
  const stage = await createAvatarStage(browser)
  const [page, other] = [await stage.open(), await stage.open()]
  await signIn(page)
  await lookAt(other)
  await waitForStatus(other, 'user')
  const graces = stage.emulator.db.users.get(grace.id)?.avatar
  for (const tab of [page, other]) await expect.poll(() => shownUids(tab), patience).toEqual([graces])

  expect(await upload(page, 'red')).toMatchObject({ outcome: 'done' })
  const first = stage.avatar()
  for (const tab of [page, other]) {
    await lookAt(tab)
    // In the button, the card and the list.
    await expect.poll(() => shownUids(tab), patience).toEqual([first, first, first, graces])
  }
  expect(await upload(other, 'green')).toMatchObject({ outcome: 'done' })
  const second = stage.avatar()
  expect(second).not.toBe(first)
  for (const tab of [page, other]) {
    await lookAt(tab)
    await expect.poll(() => shownUids(tab), patience).toEqual([second, second, second, graces])
  }
  expect(await page.evaluate(() => avatarTab.remove())).toBe('done')
  for (const tab of [page, other]) {
    await lookAt(tab)
    await expect.poll(() => shownUids(tab), patience).toEqual([graces])
  }
  expectNothing(stage)
})

test('rows 85, 97 and 99: no token goes to the storage, nor into an address, a Referer or a log', async () => {
  const stage = await createAvatarStage(browser)
  const requests: Request[] = []
  const watching: { watched?: Awaited<ReturnType<typeof watchSecrets>> } = {}
  const origins = [stage.siteUrl, stage.emulator.url].map((url) => new URL(url).origin)
  const page = await stage.open(undefined, async (tab) => {
    tab.on('request', (request) => requests.push(request))
    watching.watched = await watchSecrets(tab, origins)
  })
  const { watched } = watching
  if (!watched) throw new Error('Nobody watches.')
  await signIn(page)
  expect(await upload(page, 'red')).toMatchObject({ outcome: 'done' })
  await expect.poll(async () => (await shownUids(page)).length, patience).toBe(4)
  stage.emulator.faults.add({ kind: 'status', status: 403, body: '<Code>AccessDenied</Code>', path: '/s3' })
  expect(await upload(page, 'green')).toMatchObject({ outcome: 'rejected' })
  const address = await page.evaluate((uid) => avatarTab.urlOf(uid), stage.avatar() ?? '')
  watched.add('URLs and referrers', address)
  await watched.look()

  expect(watched.tokens.size).toBeGreaterThan(0)
  for (const token of watched.tokens) {
    expect(sinkNames.filter((sink) => watched.placesOf(token).includes(sink))).toEqual([])
  }
  const toStorage = requests.filter((request) => new URL(request.url()).pathname.startsWith('/s3'))
  expect(toStorage.length).toBeGreaterThan(3)
  for (const request of toStorage) {
    const headers = await request.allHeaders().catch(() => request.headers())
    expect(Object.keys(headers).filter((name) => /token|cookie|authorization/i.test(name))).toEqual([])
    if (request.method() === 'GET') expect(headers['referer']).toBeUndefined()
  }
  const atStorage = stage.emulator.log.filter(({ path }) => path.startsWith('/s3'))
  expect(atStorage.map(({ tokenHash }) => tokenHash)).toEqual(atStorage.map(() => null))
  expect(watched.violations).toEqual([])
})

describe('the photo is changed', () => {
  interface PhotoPage {
    readonly page: Page
    /** Gives it a file. */
    pick(): Promise<void>
    /** Gives it one, and waits until it can be used. */
    choose(): Promise<void>
    readonly left: () => Promise<string[]>
  }

  /** `lost` is a chunk that does not come when it is asked for first, which the browser says in the console. */
  async function openPhoto(stage: AvatarStage, lost?: string): Promise<PhotoPage> {
    const complaints: string[] = []
    const page = await stage.open(countObjectUrls, async (tab) => {
      tab.on('console', (message) => {
        if (lost !== undefined && message.location().url.includes(`/${lost}-`)) return
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
      })
      if (lost !== undefined) await tab.route(`**/${lost}-*.js`, (route) => route.abort(), { times: 1 })
    })
    onTestFinished(() => expect(complaints).toEqual([]))
    await signIn(page)
    await page.goto(`${stage.siteUrl}?photo`)
    const photo = await page.evaluate(() => avatarTab.photo('teal'))
    const file = { name: 'holiday.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(photo) }
    const pick = (): Promise<void> => page.locator('input[type=file]').first().setInputFiles(file)
    return {
      page,
      pick,
      async choose() {
        await pick()
        await page
          .getByRole('button', { name: 'Use photo' })
          .and(page.locator(':not([aria-disabled])'))
          .waitFor()
      },
      left: () => page.evaluate(() => [...globalThis.objectUrls]),
    }
  }
  const press = (page: Page, name: string): Promise<void> =>
    page.getByRole('button', { name, exact: true }).click()

  test('row 80: of choosing, cropping, using, undoing and removing, no object URL is left', async () => {
    const stage = await createAvatarStage(browser)
    const { page, choose, left } = await openPhoto(stage)
    await choose()
    await press(page, 'Cancel')
    await expect.poll(left).toEqual([])

    await choose()
    await press(page, 'Use photo')
    await page.getByText('Photo updated.').waitFor()
    await expect.poll(() => shownUids(page), patience).toEqual([stage.avatar()])
    await expect.poll(left).toEqual([])
    await press(page, 'Undo')
    await page.getByText('Your previous photo is back.').waitFor()
    await expect.poll(() => stage.avatar()).toBeNull()
    await expect.poll(() => shownUids(page)).toEqual([])

    await choose()
    await press(page, 'Use photo')
    await page.getByText('Photo updated.').waitFor()
    await press(page, 'Remove')
    await page.getByText('Photo removed.').waitFor()
    await expect.poll(() => shownUids(page)).toEqual([])
    await press(page, 'Elsewhere')
    await expect.poll(left).toEqual([])
    expect(stage.avatar()).toBeNull()
    expect(await page.evaluate(() => avatarTab.sweep())).toBe('done')
    expectNothing(stage)
  })

  test('row 80: somebody goes elsewhere in the app in the middle: it is done behind, and no object URL is left', async () => {
    const stage = await createAvatarStage(browser)
    const { page, choose, left } = await openPhoto(stage)
    await choose()
    // The dialog is over it, but not over the browser's own way back.
    await page.evaluate(() => document.querySelector('button')?.click())
    await expect.poll(left).toEqual([])
    await press(page, 'Back')

    stage.emulator.faults.add({ kind: 'delay', ms: 700, method: 'POST', path: '/s3' })
    await choose()
    await press(page, 'Use photo')
    await expect
      .poll(() => stage.emulator.log.some(({ path }) => path.startsWith('/s3')), patience)
      .toBe(true)
    await press(page, 'Elsewhere')
    await expect.poll(left).toEqual([])
    await expect.poll(() => stage.avatar(), patience).not.toBeNull()
    await press(page, 'Back')
    await expect.poll(() => shownUids(page), patience).toEqual([stage.avatar()])
    expect(await left()).toEqual([])
    expect(stage.files().map(({ uid }) => uid)).toEqual([stage.avatar()])
  })

  test.each(['inspectImage', 'makePicture', 'saga'])(
    'the code of %s does not come: that is said with what helps, and that does help',
    async (lost) => {
      const stage = await createAvatarStage(browser)
      const { page, pick, choose } = await openPhoto(stage, lost)
      if (lost === 'saga') {
        await choose()
        await press(page, 'Use photo')
      } else await pick()
      const alert = page.getByRole('alert')
      await alert.waitFor()
      expect(await alert.textContent()).toBe(
        'Not everything has loaded. Check your connection, then reload the page.',
      )
      expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
      expectNothing(stage)

      await page.reload()
      await choose()
      await press(page, 'Use photo')
      await page.getByText('Photo updated.').waitFor()
      expect(stage.files().map(({ uid }) => uid)).toEqual([stage.avatar()])
    },
  )
})

describe('the official SDK', () => {
  test('shows our avatars by its privateUrl, and we show those of its createAndUpload', async () => {
    const stage = await createAvatarStage(browser)
    const sdk = await openSdk(stage)
    const page = await stage.open()
    await signIn(page)
    expect(await upload(page, 'red')).toMatchObject({ outcome: 'done' })
    const uid = stage.avatar() ?? ''
    const picture = await fetch(sdk.privateUrl(uid))
    expect([picture.status, picture.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching(/^image\/(jpeg|webp)$/),
    ])

    // Profiles tell seconds apart.
    stage.emulator.clock.advance(2000)
    const theirs = await sdk.uploadAvatar(new Uint8Array(await picture.arrayBuffer()))
    expect(stage.avatar()).toBe(theirs)
    await page.reload()
    await expect.poll(async () => (await shownUids(page))[2], patience).toBe(theirs)
  })
})

declare global {
  /** Those that are not revoked yet. */
  var objectUrls: Set<string>
}

/** Runs in the page before its own scripts. */
function countObjectUrls(): void {
  globalThis.objectUrls = new Set()
  const { createObjectURL, revokeObjectURL } = URL
  URL.createObjectURL = (object) => {
    const url = createObjectURL(object)
    objectUrls.add(url)
    return url
  }
  URL.revokeObjectURL = (url) => {
    objectUrls.delete(url)
    revokeObjectURL(url)
  }
}

interface Sdk {
  privateUrl(uid: string): string
  /** Uploads a picture and makes it the avatar; its uid. */
  uploadAvatar(bytes: Uint8Array): Promise<string>
}

/** The official SDK, unchanged, with Ada signed in. */
async function openSdk({ emulator }: AvatarStage): Promise<Sdk> {
  const { default: ConnectyCube }: typeof OfficialSdk = createRequire(import.meta.url)('connectycube')
  ConnectyCube.init(
    { appId: 1, ...emulator.keys },
    {
      endpoints: { api: new URL(emulator.url).host, chat: '127.0.0.1', api_url: emulator.url },
      debug: { mode: 0 },
    },
  )
  await ConnectyCube.createSession({ login: ada.login, password: ada.password })
  onTestFinished(async () => {
    await ConnectyCube.destroySession().catch(() => {})
  })
  return {
    privateUrl: (uid) => ConnectyCube.storage.privateUrl(uid),
    async uploadAvatar(bytes) {
      const { uid } = await ConnectyCube.storage.createAndUpload({
        name: 'avatar.jpg',
        file: Buffer.from(bytes),
        type: 'image/jpeg',
        size: bytes.length,
        public: false,
      })
      if (uid === undefined) throw new Error('There is no file.')
      await ConnectyCube.users.update({ avatar: uid })
      return uid
    },
  }
}

import { chromium } from 'playwright'
import { findChromium } from '../../scripts/findChromium.ts'
import { bundle } from './bundle.ts'
import { installPeers } from './installPeers.ts'
import { pickers } from './pickers.ts'
import { servePages } from './servePages.ts'
import { spreadOf } from './spreadOf.ts'
import type { Row, Section } from './table.ts'
import { type PickerVisit, visitPicker } from './visitPicker.ts'

type Name = keyof typeof pickers
type Visits = ReadonlyMap<Name, readonly PickerVisit[]>

const own: readonly Name[] = ['plain', 'complete']
const peers: readonly Name[] = ['downshift', 'reactSelect', 'reactAria']
/** The first two with react-virtual 3.14.26. */
const peerNames = ['downshift 9.5.0', 'react-select 5.10.2', 'react-aria-components 1.22.1']

const counts = [10_000, 100_000]
const rounds = 15
/** Heap hardly differs from visit to visit, and a visit that takes minutes is not made more often either. */
const fewRounds = 3
const longVisitMs = 20_000
/** What React and the picker take for hardly anybody is not the people's. */
const few = 40
const slowdown = 4

/** Choosing one of many people in Chromium on a processor slowed down to a quarter. */
export async function measurePickerSpeed(): Promise<readonly Section[]> {
  const packages = await installPeers()
  const names = ([...own, 'floor', ...peers] as const).filter(
    (name) => packages !== null || !peers.includes(name),
  )
  const site = await servePages(
    'picker',
    Object.fromEntries(
      names.map((name) => [
        name,
        {
          entry: pickers[name],
          hasStyles: own.includes(name),
          ...(packages !== null && peers.includes(name) && { packages }),
        },
      ]),
    ),
  )
  const browser = await chromium.launch(findChromium())
  /** Taking turns, so that a busy machine is busy for all. */
  const visitAll = async (count: number, times: number): Promise<Visits> => {
    const visits = new Map<Name, PickerVisit[]>(names.map((name) => [name, []]))
    const slow = new Set<Name>()
    for (let round = 0; round < times; round++) {
      for (const [name, measured] of visits) {
        if (round >= fewRounds && slow.has(name)) continue
        const start = performance.now()
        const options = { count, slowdown, measuresHeap: round < fewRounds }
        measured.push(await visitPicker(browser, `${site.url}/${name}/`, options))
        if (performance.now() - start > longVisitMs) slow.add(name)
      }
    }
    return visits
  }
  try {
    const fewVisits = await visitAll(few, fewRounds)
    const sections: Section[] = []
    for (const count of counts) sections.push(sectionOf(count, await visitAll(count, rounds), fewVisits))
    return [...sections, await bytesOf(packages)]
  } finally {
    await browser.close()
    site.stop()
  }
}

function sectionOf(count: number, visits: Visits, fewVisits: Visits): Section {
  const of = (name: Name): readonly PickerVisit[] => visits.get(name) ?? []
  const hasPeers = of('downshift').length > 0
  /** Ours with rows of a name, as everybody else's, and ours as it comes. */
  const row = (
    what: string,
    value: (visits: readonly PickerVisit[], name: Name) => string | number,
    goal?: string,
  ): Row => ({
    what,
    cubekit: own.map((name) => show(value(of(name), name))).join(' / '),
    floor: value(of('floor'), 'floor'),
    ...(hasPeers && { others: peers.map((name) => value(of(name), name)) }),
    ...(goal !== undefined && { goal }),
  })
  const ratio = (what: string, time: (visit: PickerVisit) => number, goal?: string): Row =>
    row(
      what,
      (measured, name) => {
        if (name === 'floor') return ''
        const floor = of('floor')
        const ratios = measured.map((visit, round) => {
          const least = floor[round]
          return least ? time(visit) / time(least) : Number.NaN
        })
        return spreadOf(ratios).median.toFixed(2)
      },
      goal,
    )
  const p95 = (times: readonly number[]): number => spreadOf(times).p95
  const median = (times: readonly number[]): string => spreadOf(times).median.toFixed(1)
  return {
    title: `One of ${count.toLocaleString('en-US')} people, at ${slowdown}× CPU throttle, ${rounds} rounds (${fewRounds} of who takes long)`,
    ...(hasPeers ? { others: peerNames } : { others: [] }),
    rows: [
      row('until it can be clicked: median ms', (all) => median(all.map(({ mount }) => mount))),
      row(
        'open, to the frame with ten people: median ms',
        (all) => median(all.map(({ open }) => open)),
        '50',
      ),
      ratio('– times the floor, in the same round', ({ open }) => open, '1.5'),
      row('key, to the frame with the right people: median ms', (all) =>
        median(all.flatMap(({ keys }) => keys)),
      ),
      row(
        '– 95th percentile, ms',
        (all) => p95(all.flatMap(({ keys }) => keys)).toFixed(1),
        count > 10_000 ? '48' : '28',
      ),
      ratio('– 95th percentile, times the floor, in the same round', ({ keys }) => p95(keys), '1.3'),
      row(
        'scroll, from frame to frame: 95th percentile, ms',
        (all) => p95(all.flatMap(({ frames }) => frames)).toFixed(1),
        '21',
      ),
      row('elements with ten people to see', (all) => all[0]?.nodes ?? '', '20'),
      row(
        `heap for them beyond their data and beyond what it is for ${few}: MB`,
        (all, name) => ((heapOf(all) - heapOf(fewVisits.get(name) ?? [])) / 1_000_000).toFixed(1),
        '4',
      ),
    ],
  }
}

function heapOf(visits: readonly PickerVisit[]): number {
  return spreadOf(visits.flatMap(({ heap }) => heap ?? [])).median
}

function show(value: string | number): string {
  return typeof value === 'number' ? value.toLocaleString('en-US') : value
}

/** What each adds to an app with React, and ours to one with TanStack Query too. */
async function bytesOf(packages: string | null): Promise<Section> {
  const without = ['react', 'react-dom', '@tanstack/react-query']
  const ours = await bundle(
    'picker-bytes',
    `
    export { createCubeClient, unsigned } from '@cubekit/core'
    export { CubeProvider } from '@cubekit/react'
    export { UserPicker } from '@cubekit/ui/user-picker'`,
    { without },
  )
  const entries: readonly string[] = [
    `export { useCombobox } from 'downshift'
     export { useVirtualizer } from '@tanstack/react-virtual'`,
    `export { default } from 'react-select'
     export { useVirtualizer } from '@tanstack/react-virtual'`,
    `export { ComboBox, Input, Label, ListBox, ListBoxItem, ListLayout, Popover, Virtualizer } from 'react-aria-components'`,
  ]
  const theirs: number[] = []
  if (packages !== null) {
    for (const [at, entry] of entries.entries()) {
      const { bytes } = await bundle(`picker-bytes-${at}`, entry, { without, packages })
      theirs.push(bytes)
    }
  }
  return {
    title: 'Bytes of a picker beyond React and TanStack Query, minified and gzipped',
    ...(packages === null ? { others: [] } : { others: peerNames }),
    rows: [
      {
        what: 'with all it needs: ours with client, sessions, search and texts; theirs the widget',
        cubekit: ours.bytes,
        others: theirs,
        goal: '45,000',
      },
    ],
  }
}

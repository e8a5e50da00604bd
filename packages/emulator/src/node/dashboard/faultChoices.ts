import type { FaultKind } from '../../Fault.ts'

/** The faults one can switch on by hand, and what they are called. */
export const faultChoices: readonly (readonly [label: string, fault: FaultKind])[] = [
  ['Server error (503)', { kind: 'status', status: 503 }],
  ['No network', { kind: 'offline' }],
  ['No answer', { kind: 'hang' }],
  ['Slow: 3 seconds late', { kind: 'delay', ms: 3000 }],
  ['Trickle: 16 bytes a second', { kind: 'drip', ms: 1000 }],
  ['Rate limit: 5 requests in 10 seconds', { kind: 'rateLimit', requests: 5, perMs: 10_000 }],
  [
    'Rate limit that does not say how long',
    { kind: 'rateLimit', requests: 5, perMs: 10_000, retryAfter: false },
  ],
  ['The session expires on use', { kind: 'expire' }],
  ['New sessions are refused', { kind: 'rejectFreshTokens' }],
  ['Carried out, but the answer is lost', { kind: 'dropAfterCommit' }],
  ['Connection reset in mid-answer', { kind: 'reset' }],
  ['Answer cut off', { kind: 'truncate' }],
  ['Captive portal: a page instead of JSON', { kind: 'html200' }],
  ['Redirect to elsewhere', { kind: 'redirect', location: 'https://portal.example/' }],
  ['Errors with a success status', { kind: 'errors200' }],
  ['No CORS headers', { kind: 'noCors' }],
  ['CORS preflight refused', { kind: 'badPreflight' }],
]

/** What a fault is called. */
export function faultLabel(fault: FaultKind): string {
  const fields = Object.entries(fault).filter(([name]) => FAULT_FIELDS.has(name))
  const known = faultChoices.find(
    ([, choice]) => JSON.stringify(sorted(Object.entries(choice))) === JSON.stringify(sorted(fields)),
  )
  if (known !== undefined) return known[0]
  const details = fields
    .filter(([name]) => name !== 'kind')
    .map(([name, value]) => `${name} ${String(value)}`)
  return [fault.kind, ...details].join(', ')
}

const FAULT_FIELDS: ReadonlySet<string> = new Set([
  'kind',
  'status',
  'ms',
  'bytes',
  'requests',
  'perMs',
  'retryAfter',
  'location',
])

function sorted(fields: readonly (readonly [string, unknown])[]): readonly (readonly [string, unknown])[] {
  return fields.toSorted(([a], [b]) => a.localeCompare(b))
}

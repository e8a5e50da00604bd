'use client'

import {
  type AvatarUploadState,
  avatarUid,
  type CubeError,
  type CubeUser,
  imageRefusal,
  type ImageRefusal,
  isCubeError,
  readImage,
} from '@cubekit/core'
import {
  type AvatarChoice,
  type AvatarRemovalResult,
  type AvatarUploadResult,
  useAvatarRemoval,
  useAvatarUpload,
  useCubeClient,
} from '@cubekit/react'
import { useEffect, useRef, useState } from 'react'
import type { CameraDialog } from './CameraDialog.tsx'
import type { Cropped } from './CroppedPicture.tsx'

type Later = typeof import('./later.ts')

/** Why something that was given is not taken. */
export type Refusal = ImageRefusal | 'link' | 'folder' | 'stuck'

/** What an `AvatarUpload` is doing, as its `data-phase` says it. */
export type UploadPhase =
  | 'rest'
  | 'preparing'
  | 'sending'
  | 'saving'
  | 'cancelling'
  | 'failed'
  | 'cancelled'
  | 'done'
  | 'removed'
  | 'undone'

/** What was done last to the photo. What became of a change is for the upload or the removal to say. */
type Step =
  | { readonly name: 'change' | 'undoing' | 'undone' }
  | { readonly name: 'refused'; readonly reason: Refusal | CubeError }

/** What is going on above all that, and leaves it as it is until a photo is used. */
type Choice =
  | { readonly name: 'camera'; readonly Dialog: typeof CameraDialog }
  | { readonly name: 'reading' }
  | { readonly name: 'cropping'; readonly photo: Blob; readonly id: number }

/** A picture that is being sent, or was until a moment ago. */
interface Fresh extends Cropped {
  /** The avatar that it replaces. */
  readonly before: string | null
}

/** What the parts of an `AvatarUpload` know and can do. */
export interface Upload {
  readonly phase: UploadPhase
  /** Counts what was done, so that the same twice is told twice. */
  readonly attempt: number
  /** Whether nothing else can be begun now. */
  readonly isBusy: boolean
  /** What is wrong. */
  readonly problem: Refusal | CubeError | null
  /** How much of it is sent, from 0 to 1; `null` when nothing is. */
  readonly progress: number | null
  /** Whether the person has a photo. */
  readonly hasPhoto: boolean
  /** What to show until the avatar has come from the server. */
  readonly fresh: Cropped | null
  /** The avatar's own picture is on the page. */
  readonly shown: () => void
  /** What is needed once there is a photo; `null` until it is loaded. */
  readonly later: Later | null
  /** Loads it: somebody is about to choose a photo. */
  readonly prepare: () => void
  /** What is being chosen. */
  readonly choice: Choice | null
  readonly openCamera: () => void
  readonly take: (photo: Blob) => void
  readonly refuse: (reason: Refusal | CubeError) => void
  /** Begins to send it. The dialog closes itself. */
  readonly use: (choice: AvatarChoice, look: Cropped) => void
  /** Closes the dialog without using anything. */
  readonly leave: () => void
  readonly remove: () => void
  /** Goes back to where nothing was chosen. */
  readonly discard: () => void
  readonly canCancel: boolean
  readonly cancel: () => void
  readonly canRetry: boolean
  /** Whether there is a picture to let go of. */
  readonly canDiscard: boolean
  readonly retry: () => void
  readonly canUndo: boolean
  readonly undo: () => void
  /** While it is held, there is no end to the time in which it can be undone. */
  readonly holdUndo: (isHeld: boolean) => void
}

interface UploadOptions {
  readonly maxSide: number | undefined
  readonly maxBytes: number | undefined
  readonly onChange: ((user: CubeUser) => void) | undefined
  readonly onError: ((error: CubeError) => void) | undefined
}

/** From a file to the avatar of somebody: what was done last, and what it came to. */
export function useUpload(user: CubeUser, { maxSide, maxBytes, onChange, onError }: UploadOptions): Upload {
  const uid = avatarUid(useCubeClient(), user)
  const upload = useAvatarUpload()
  const removal = useAvatarRemoval()
  const [step, setStep] = useState<Step>({ name: 'change' })
  const [changer, setChanger] = useState<'upload' | 'removal'>('upload')
  const [attempt, setAttempt] = useState(0)
  const [loaded, setLoaded] = useState<Later | null>(null)
  const [fresh, setFresh] = useState<Fresh | null>(null)
  const [choice, setChoice] = useState<Choice | null>(null)
  const [isGivenUp, setGivenUp] = useState(false)
  const turns = useRef(0)
  useEffect(() => (fresh ? () => URL.revokeObjectURL(fresh.url) : undefined), [fresh])

  const heard = {
    onSuccess: onChange,
    onError(error: CubeError) {
      if (error.code !== 'aborted') onError?.(error)
    },
  }

  const begin = (next: Step): void => {
    turns.current += 1
    setGivenUp(false)
    setAttempt(turns.current)
    setStep(next)
  }
  const go = (next: Step): void => {
    setChoice(null)
    begin(next)
  }
  const load = (): Promise<void> => import('./later.ts').then(setLoaded)
  // If it does not come, that is said to somebody who needs it.
  const prepare = (): void => void load().catch(() => {})
  const refuse = (reason: Refusal | CubeError): void => {
    go({ name: 'refused', reason })
    prepare()
    if (isCubeError(reason)) onError?.(reason)
  }
  const fail = (error: unknown): void => {
    if (isCubeError(error, 'aborted')) return go({ name: 'change' })
    // What the browser says of a file of ours that did not come.
    refuse(isCubeError(error) ? error : 'stuck')
  }

  const change = changer === 'upload' ? upload : removal
  const phase =
    step.name !== 'change'
      ? phases[step.name]
      : isGivenUp && change.isPending
        ? 'cancelling'
        : phaseOf(change, upload.state, changer)
  const isBusy = busy.has(phase)
  const error = step.name === 'refused' ? step.reason : phase === 'failed' ? change.error : null
  const problem = typeof error === 'string' ? error : (reasonOf(error) ?? error)
  const hasFailed = phase === 'failed' && step.name === 'change'
  const { state } = upload

  return {
    phase,
    attempt,
    isBusy,
    problem,
    progress: phase === 'sending' && state?.status === 'sending' ? state.sent / state.total : null,
    hasPhoto: uid !== null,
    // What was given up is not shown; what has become the avatar is, whatever is done next.
    fresh:
      fresh && (fresh.before !== uid || (step.name === 'change' && phase !== 'cancelled')) ? fresh : null,
    shown() {
      if (fresh && fresh.before !== uid) setFresh(null)
    },
    later: loaded,
    prepare,
    choice,
    openCamera() {
      prepare()
      import('./CameraDialog.tsx').then(
        ({ CameraDialog }) => setChoice({ name: 'camera', Dialog: CameraDialog }),
        fail,
      )
    },
    take(photo) {
      if (isBusy) return
      turns.current += 1
      const id = turns.current
      setChoice({ name: 'reading' })
      Promise.all([readImage(photo), load()]).then(
        () => id === turns.current && setChoice({ name: 'cropping', photo, id }),
        (error: unknown) => id === turns.current && fail(error),
      )
    },
    refuse,
    leave: () => setChoice(null),
    use(choice, look) {
      begin({ name: 'change' })
      setChanger('upload')
      setFresh({ ...look, before: uid })
      upload.mutate({ ...choice, maxSide, maxBytes }, heard)
    },
    remove() {
      prepare()
      go({ name: 'change' })
      setChanger('removal')
      setFresh(null)
      removal.mutate(undefined, heard)
    },
    discard() {
      setFresh(null)
      change.reset()
      go({ name: 'change' })
    },
    canCancel: upload.isPending && phase !== 'cancelling' && state?.status !== 'cleaning',
    cancel() {
      setGivenUp(true)
      upload.cancel()
    },
    canRetry: hasFailed && typeof problem !== 'string',
    canDiscard: hasFailed && changer === 'upload',
    retry() {
      go(step)
      if (changer === 'upload') upload.retry(heard)
      else removal.mutate(undefined, heard)
    },
    canUndo: change.canUndo && (phase === 'done' || phase === 'removed' || step.name === 'refused'),
    undo() {
      go({ name: 'undoing' })
      setFresh(null)
      change.undo().then((restored) => {
        go({ name: 'undone' })
        onChange?.(restored)
      }, fail)
    },
    holdUndo: change.holdUndo,
  }
}

/** What is wrong with the picture, or with the page: what trying again does not help. */
function reasonOf(error: CubeError | null): Refusal | null {
  return isCubeError(error, 'unreachable') && error.fields['module'] ? 'stuck' : imageRefusal(error)
}

const busy: ReadonlySet<UploadPhase> = new Set(['preparing', 'sending', 'saving', 'cancelling'])

const phases = {
  refused: 'failed',
  undoing: 'saving',
  undone: 'undone',
} as const satisfies Record<Exclude<Step['name'], 'change'>, UploadPhase>

function phaseOf(
  { status, error }: AvatarUploadResult | AvatarRemovalResult,
  state: AvatarUploadState | null,
  changer: 'upload' | 'removal',
): UploadPhase {
  if (status === 'idle') return 'rest'
  if (status === 'success') return changer === 'upload' ? 'done' : 'removed'
  if (status === 'error') return isCubeError(error, 'aborted') ? 'cancelled' : 'failed'
  if (changer === 'removal') return 'saving'
  switch (state?.status) {
    case 'sending':
      return 'sending'
    case 'rolling-back':
    case 'completing':
    case 'attaching':
    case 'cleaning':
    case 'done':
      return 'saving'
    default:
      return 'preparing'
  }
}

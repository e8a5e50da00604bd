'use client'

import { useEffect, useState, type RefObject } from 'react'

/** What a camera is doing, or why it does not. */
export type CameraStatus = 'starting' | 'on' | 'blocked' | 'missing' | 'busy'

interface Camera {
  readonly status: CameraStatus
  /** What it showed could not be taken. */
  readonly fail: () => void
}

/** As large as an avatar could use, from the camera that looks at the person, without a sound. */
const wanted: MediaStreamConstraints = {
  video: { facingMode: 'user', width: { ideal: 1280 }, height: { ideal: 960 } },
  audio: false,
}

/** Shows what the camera sees for as long as the component is there, and switches it off in any case. */
export function useCamera(video: RefObject<HTMLVideoElement | null>): Camera {
  const [status, setStatus] = useState<CameraStatus>('starting')
  useEffect(() => {
    let stream: MediaStream | null = null
    let isOver = false
    const stop = (): void => stream?.getTracks().forEach((track) => track.stop())
    const fail = (error: unknown): void => {
      stop()
      if (!isOver) setStatus(whyNot(error))
    }
    const show = async (opened: MediaStream): Promise<void> => {
      stream = opened
      if (isOver || !video.current) return stop()
      opened.getVideoTracks()[0]?.addEventListener('ended', () => fail(null))
      video.current.srcObject = opened
      await video.current.play()
      if (!isOver) setStatus('on')
    }
    navigator.mediaDevices.getUserMedia(wanted).then(show).catch(fail)
    return () => {
      isOver = true
      stop()
    }
  }, [video])
  return { status, fail: () => setStatus('busy') }
}

function whyNot(error: unknown): CameraStatus {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'blocked'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing'
  return 'busy'
}

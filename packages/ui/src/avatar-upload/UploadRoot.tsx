'use client'

import type { CubeError, CubeUser } from '@cubekit/core'
import { useCurrentUser } from '@cubekit/react'
import {
  forwardRef,
  useCallback,
  useContext,
  useId,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
  type DragEvent,
} from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { useHydrated } from '../form/useHydrated.ts'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import type { CubeMessages } from '../messages/CubeMessages.ts'
import { avatarEnglish } from '../messages/english/avatar.ts'
import { useMessages } from '../messages/useMessages.ts'
import type { UsersMessages } from '../messages/UsersMessages.ts'
import { mayHoldPhoto, pickedFrom } from './pickedFrom.ts'
import { UploadContext, type AvatarShape } from './UploadContext.ts'
import { useUpload } from './useUpload.ts'

/** Props of `AvatarUploadParts.Root`: those of its `<div>`, and what becomes of a picture. */
export interface UploadRootProps extends Omit<ComponentPropsWithoutRef<'div'>, 'onChange' | 'onError'> {
  /** As what your app shows avatars. Default: `circle`. What is sent is a square in any case. */
  readonly shape?: AvatarShape | undefined
  /** Width and height of what is sent, in pixels, at most. Default: 512. */
  readonly maxSide?: number | undefined
  /** Size of what is sent, in bytes, at most. Default: 200,000. */
  readonly maxBytes?: number | undefined
  readonly disabled?: boolean | undefined
  /** Called when the avatar is another one: after an upload, a removal, or when either was undone. */
  readonly onChange?: ((user: CubeUser) => void) | undefined
  /**
   * Called when a picture is refused, or a change fails; not when it is cancelled, nor for what is no file, such as a link.
   * What is wrong is shown in any case.
   */
  readonly onError?: ((error: CubeError) => void) | undefined
  /** Texts for this component alone, over those of `CubeLocaleProvider`. */
  readonly messages?: Partial<UsersMessages & CubeMessages> | undefined
}

/**
 * The `<div>` around the photo of who is signed in: put the other parts into it. A picture may be dropped anywhere on it,
 * and pasted while the focus is in it. Nothing while nobody is known.
 *
 * @example
 * <AvatarUploadParts.Root>
 *   <AvatarUploadParts.Picture />
 *   <AvatarUploadParts.Choose>Choose a face</AvatarUploadParts.Choose>
 *   <AvatarUploadParts.Progress />
 *   <AvatarUploadParts.Status />
 *   <AvatarUploadParts.Error />
 *   <AvatarUploadParts.Cancel />
 *   <AvatarUploadParts.Retry />
 *   <AvatarUploadParts.Crop />
 * </AvatarUploadParts.Root>
 */
export const UploadRoot: Part<UploadRootProps, HTMLDivElement> = forwardRef<HTMLDivElement, UploadRootProps>(
  function UploadRoot(props, ref) {
    const user = useCurrentUser()
    // What one person has chosen must not become somebody else's.
    return user && <UploadOf key={user.id} {...props} ref={ref} user={user} />
  },
)

interface UploadOfProps extends UploadRootProps {
  readonly user: CubeUser
}

const UploadOf = forwardRef<HTMLDivElement, UploadOfProps>(function UploadOf(
  {
    user,
    shape = 'circle',
    maxSide,
    maxBytes,
    disabled = false,
    onChange,
    onError,
    messages,
    className,
    onFocus,
    onPointerEnter,
    onPaste,
    onDragOver,
    onDragLeave,
    onDrop,
    ...rest
  },
  ref,
) {
  const { locale, dir } = useContext(CubeLocaleContext)
  const texts = useMessages(avatarEnglish, messages)
  const upload = useUpload(user, { maxSide, maxBytes, onChange, onError })
  const isOff = !useHydrated() || disabled
  const [isDragging, setDragging] = useState(false)
  const home = useRef<HTMLButtonElement>(null)
  const goHome = useCallback(() => home.current?.focus(), [])
  const id = useId()

  const takeFrom = (data: DataTransfer): void => {
    if (upload.isBusy) return
    const picked = pickedFrom(data)
    if (typeof picked === 'string') upload.refuse(picked)
    else upload.take(picked)
  }
  /** Whether something is over it that it would take. Elsewhere the browser would leave the page for it. */
  const isForUs = (event: DragEvent): boolean =>
    !isOff && !event.defaultPrevented && mayHoldPhoto(event.dataTransfer)

  return (
    <UploadContext.Provider
      value={{ ...upload, id, user, shape, texts, messages, locale, isOff, isDragging, home, goHome }}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- for what has no keys: keyboards have the buttons */}
      <div
        role="group"
        aria-label={texts['avatar.label']}
        tabIndex={-1}
        lang={locale}
        dir={dir}
        {...rest}
        ref={ref}
        className={classNames('cube-themed cube-upload', className)}
        data-phase={upload.phase}
        data-shape={shape}
        data-disabled={disabled || undefined}
        data-dragging={isDragging || undefined}
        // Somebody comes near: in good time, as browsers ask only once for what did not come.
        onFocus={(event) => {
          onFocus?.(event)
          upload.prepare()
        }}
        onPointerEnter={(event) => {
          onPointerEnter?.(event)
          upload.prepare()
        }}
        onPaste={(event) => {
          onPaste?.(event)
          if (isOff || event.defaultPrevented || !mayHoldPhoto(event.clipboardData)) return
          event.preventDefault()
          takeFrom(event.clipboardData)
        }}
        onDragOver={(event) => {
          onDragOver?.(event)
          if (!isForUs(event)) return
          event.preventDefault()
          event.dataTransfer.dropEffect = upload.isBusy ? 'none' : 'copy'
          if (isDragging || upload.isBusy) return
          setDragging(true)
          upload.prepare()
        }}
        onDragLeave={(event) => {
          onDragLeave?.(event)
          const { relatedTarget } = event
          if (relatedTarget instanceof Node && event.currentTarget.contains(relatedTarget)) return
          setDragging(false)
        }}
        onDrop={(event) => {
          onDrop?.(event)
          setDragging(false)
          if (!isForUs(event)) return
          event.preventDefault()
          takeFrom(event.dataTransfer)
        }}
      />
    </UploadContext.Provider>
  )
})

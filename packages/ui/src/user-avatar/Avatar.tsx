'use client'

import type { CubeUser } from '@cubekit/core'
import { forwardRef, useContext, type ComponentPropsWithoutRef, type CSSProperties } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import { initialsOf } from './initialsOf.ts'
import { LatePicture } from './LatePicture.tsx'
import { nameOf } from './nameOf.ts'

/** Props of an avatar: those of its `<span>`, whose it is, and the picture. Children stand over it. */
export interface AvatarProps extends ComponentPropsWithoutRef<'span'> {
  readonly user: CubeUser
  /**
   * The picture, from `https:` or `blob:`; anything else is not asked for. `null` for none. Default: the person's own, asked
   * for once the avatar is in view.
   */
  readonly src?: string | null | undefined
  /** Its width and height: a number of CSS pixels, or a CSS length. Default: `2rem`, or what is around it says. */
  readonly size?: number | string | undefined
  /** What screen readers call it, where no name stands beside it. Default: they hear nothing of it. */
  readonly label?: string | undefined
}

/**
 * Somebody's picture, or one or two initials on a colour that is always theirs. The initials stand until the picture is
 * there, and stay when it does not come.
 */
export const Avatar: Part<AvatarProps, HTMLSpanElement> = forwardRef<HTMLSpanElement, AvatarProps>(
  function Avatar({ user, src, size, label, className, style, children, ...rest }, ref) {
    const { locale } = useContext(CubeLocaleContext)
    // Most people of a long list have none, and cost nothing.
    const isPictured = src === undefined ? (user.avatar ?? user.custom_data?.includes('avatar_uid')) : src
    const look: CSSProperties & Record<`--_${string}`, string> = {
      // Turned by the golden angle, so that people who came one after the other differ.
      '--_hue': String((user.id * 137.5) % 360),
      ...(size !== undefined && { '--_avatar': typeof size === 'number' ? `${size}px` : size }),
      ...style,
    }
    return (
      <span {...rest} ref={ref} className={classNames('cube-avatar', className)} style={look}>
        <span
          className="cube-avatar-face"
          {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
        >
          {initialsOf(nameOf(user) ?? '', locale) || <Silhouette />}
        </span>
        {isPictured && <LatePicture key={user.id} user={user} src={src} />}
        {children}
      </span>
    )
  },
)

function Silhouette() {
  return (
    <svg width="60%" height="60%" viewBox="0 0 16 16" fill="currentColor">
      <path d="M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2.5 14.5a5.5 5 0 0 1 11 0Z" />
    </svg>
  )
}

'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'

/** Props of the lines: those of their `<div>`. */
export type CardBodyProps = ComponentPropsWithoutRef<'div'>

/** The lines beside the picture, one under the other. */
export const CardBody: Part<CardBodyProps, HTMLDivElement> = forwardRef<HTMLDivElement, CardBodyProps>(
  function CardBody({ className, ...rest }, ref) {
    return <div {...rest} ref={ref} className={classNames('cube-card-body', className)} />
  },
)

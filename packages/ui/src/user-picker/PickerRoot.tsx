'use client'

import { forwardRef, useContext, useEffect, useImperativeHandle, useRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import { HiddenInputs } from './HiddenInputs.tsx'
import { PickerContext } from './PickerContext.ts'
import type { PickerProps } from './PickerProps.ts'
import { usePicker, type PickerKind } from './usePicker.ts'

/** Props of `UserPickerParts.Root`: those of all pickers, and where the list is. */
export type PickerRootProps = PickerProps & {
  /** `popup` (the default) for a list under the input, `dialog`, or `list` for one that is always there. */
  readonly kind?: PickerKind | undefined
}

/**
 * The `<div>` around the parts of a picker, and the hidden inputs of who is chosen.
 *
 * @example
 * <UserPickerParts.Root name="members" multiple label="Members">
 *   <UserPickerParts.Label />
 *   <UserPickerParts.Field>
 *     <UserPickerParts.Chips />
 *     <UserPickerParts.Input />
 *   </UserPickerParts.Field>
 *   <UserPickerParts.Error />
 *   <UserPickerParts.Popup>
 *     <UserPickerParts.List />
 *     <UserPickerParts.Hint />
 *   </UserPickerParts.Popup>
 *   <UserPickerParts.Status />
 * </UserPickerParts.Root>
 */
export const PickerRoot: Part<PickerRootProps, HTMLDivElement> = forwardRef<HTMLDivElement, PickerRootProps>(
  function PickerRoot({ kind = 'popup', ...props }, ref) {
    const { locale, dir } = useContext(CubeLocaleContext)
    const picker = usePicker(props, kind)
    const { root, approach, withdraw, leave, reset } = picker
    useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => root.current)

    const latest = useRef(reset)
    useEffect(() => {
      latest.current = reset
    })
    useEffect(() => {
      // Where React has let the host's own handlers prevent it.
      const listen = ({ target, defaultPrevented }: Event): void => {
        const isOurs = target instanceof HTMLFormElement && target === root.current?.closest('form')
        if (isOurs && !defaultPrevented) latest.current()
      }
      document.addEventListener('reset', listen)
      return () => document.removeEventListener('reset', listen)
    }, [root])

    const {
      name,
      required: _required,
      disabled = false,
      multiple: _multiple,
      value: _value,
      defaultValue: _defaultValue,
      onValueChange: _onValueChange,
      max: _max,
      exclude: _exclude,
      members: _members,
      sources: _sources,
      label: _label,
      description: _description,
      error: _error,
      placeholder: _placeholder,
      avatarUrl: _avatarUrl,
      messages: _messages,
      onBlur: _onBlur,
      autoFocus: _autoFocus,
      className,
      children,
      ...rest
    } = props
    return (
      <PickerContext.Provider value={picker}>
        <div
          lang={locale}
          dir={dir}
          {...rest}
          ref={root}
          className={classNames('cube-themed cube-picker', className)}
          data-kind={kind}
          onPointerEnter={(event) => {
            rest.onPointerEnter?.(event)
            approach()
          }}
          onPointerLeave={(event) => {
            rest.onPointerLeave?.(event)
            // A finger that is lifted is gone before its press counts.
            if (event.pointerType === 'mouse' && !root.current?.contains(document.activeElement)) withdraw()
          }}
          onFocus={(event) => {
            rest.onFocus?.(event)
            approach()
          }}
          onBlur={({ relatedTarget }) => {
            // The window may have lost the focus, and the element keeps it.
            const { current } = root
            if (!current?.contains(relatedTarget) && !current?.contains(document.activeElement)) leave()
          }}
        >
          {children}
          {name !== undefined && <HiddenInputs name={name} ids={picker.chosen.ids} disabled={disabled} />}
        </div>
      </PickerContext.Provider>
    )
  },
)

'use client'

import { avatarLaterEnglish, type AvatarLaterMessages } from '../messages/english/avatarLater.ts'
import { formEnglish, type FormMessages } from '../messages/english/form.ts'
import { useMessages } from '../messages/useMessages.ts'
import { useUploadParts } from './UploadContext.ts'

const english = { ...formEnglish, ...avatarLaterEnglish }

/** What is said once there is a photo. The English for it is loaded with what says it. */
export function useLaterTexts(): AvatarLaterMessages & FormMessages {
  const { messages } = useUploadParts()
  return useMessages(english, messages)
}

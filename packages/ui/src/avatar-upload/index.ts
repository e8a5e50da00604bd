// No "use client" here: through such a module a server component could not reach into AvatarUploadParts.
export { AvatarUpload } from './AvatarUpload.tsx'
export type { AvatarUploadProps } from './AvatarUpload.tsx'
export type { AvatarShape } from './UploadContext.ts'
export * as AvatarUploadParts from './parts.ts'

/** What every page can do. Times are milliseconds from the drop of the photo. */
const page = `
  document.body.insertAdjacentHTML('beforeend', '<input type="file" id="photo">')
  const shown = async (blob) => {
    const image = document.createElement('img')
    image.width = 300
    const url = URL.createObjectURL(blob)
    image.src = url
    document.getElementById('root').replaceChildren(image)
    await image.decode()
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    URL.revokeObjectURL(url)
  }`

/** A preview, then an avatar, by Cubekit. */
const cubekit = `${page}
  import {
    createCubeClient, encodeAvatar, imageRefusal, login, previewImage, unsigned, uploadAvatar,
  } from '@cubekit/core'

  let client
  window.avatar = {
    async signIn({ url, authKey, name, password }) {
      client = createCubeClient({ appId: 1, apiUrl: url, signer: unsigned({ authKey }), persist: 'memory' })
      client.start()
      await login(client, { login: name, password })
    },
    preview: async (photo) => shown((await previewImage(photo)).blob),
    encode: async (photo) => (await encodeAvatar(photo)).blob,
    upload: async (photo) => void (await uploadAvatar(client, photo)),
    refusal: (error) => imageRefusal(error),
  }`

/** What comes to mind first: an image element and a canvas. */
const byHand = `${page}
  const load = async (photo) => {
    const image = new Image()
    image.src = URL.createObjectURL(photo)
    await new Promise((resolve, reject) => {
      image.onload = resolve
      image.onerror = () => reject(new Error('Not an image.'))
    })
    return image
  }
  window.avatar = {
    preview: shown,
    async encode(photo) {
      const image = await load(photo)
      const side = Math.min(image.naturalWidth, image.naturalHeight)
      const canvas = document.createElement('canvas')
      canvas.width = canvas.height = 512
      canvas.getContext('2d').drawImage(
        image, (image.naturalWidth - side) / 2, (image.naturalHeight - side) / 2, side, side, 0, 0, 512, 512,
      )
      return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9))
    },
    refusal: () => null,
  }`

/** The whole of it, as a person meets it: the photo is dropped, the dialog shows it, and it is used as it is. */
const component = `
  import { createCubeClient, login, unsigned } from '@cubekit/core'
  import { CubeProvider } from '@cubekit/react'
  import { AvatarUpload } from '@cubekit/ui/avatar-upload'
  import { createRoot } from 'react-dom/client'

  document.body.insertAdjacentHTML('beforeend', '<input type="file" id="photo">')
  const found = (find) => new Promise((resolve) => {
    const look = () => {
      const element = find()
      if (!element) return
      watch.disconnect()
      requestAnimationFrame(() => setTimeout(() => resolve(element)))
    }
    const watch = new MutationObserver(look)
    watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
    document.addEventListener('load', look, { capture: true, once: false })
    look()
  })
  const find = (selector) => document.querySelector(selector)
  window.avatar = {
    async signIn({ url, authKey, name, password }) {
      const client = createCubeClient({ appId: 1, apiUrl: url, signer: unsigned({ authKey }), persist: 'memory' })
      createRoot(document.getElementById('root')).render(
        <CubeProvider client={client}><AvatarUpload /></CubeProvider>,
      )
      await client.ready()
      await login(client, { login: name, password })
      await found(() => find('#root input[type=file]'))
    },
    async preview(photo) {
      const chosen = new DataTransfer()
      chosen.items.add(photo)
      const input = find('#root input[type=file]')
      input.files = chosen.files
      input.dispatchEvent(new Event('change', { bubbles: true }))
      await found(() => {
        const image = find('dialog .reactEasyCrop_Image')
        return image?.complete && image.naturalWidth > 0 && find('dialog .cube-crop-buttons button:last-child:not([aria-disabled])')
      })
    },
    async upload(photo) {
      await window.avatar.preview(photo)
      find('dialog .cube-crop-buttons button:last-child').click()
      await found(() => document.body.textContent.includes('Photo updated.'))
    },
    refusal: () => null,
  }`

/** Pages that make an avatar of a photo. */
export const avatarPages = { cubekit, byHand, component }

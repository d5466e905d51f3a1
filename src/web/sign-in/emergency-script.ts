import { createHash } from 'node:crypto'

/**
 * The one script of the service: asks the key and puts what it says into the form. A browser has no
 * way to do this without a script. It changes nothing else and asks nobody but the key.
 */
const TEXT = `'use strict'
for (const form of document.querySelectorAll('form[data-key]')) {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (one) => one.charCodeAt(0))
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '')
  const listed = (keys) => (keys || []).map((key) => ({ ...key, id: bytes(key.id) }))
  const said = form.querySelector('[data-key-said]')
  const ask = async () => {
    const options = JSON.parse(form.dataset.options)
    options.challenge = bytes(options.challenge)
    const isNew = form.dataset.key === 'make'
    const publicKey = isNew
      ? { ...options, user: { ...options.user, id: bytes(options.user.id) }, excludeCredentials: listed(options.excludeCredentials) }
      : { ...options, allowCredentials: listed(options.allowCredentials) }
    const key = isNew ? await navigator.credentials.create({ publicKey }) : await navigator.credentials.get({ publicKey })
    const { response } = key
    const parts = isNew
      ? { attestationObject: text(response.attestationObject), transports: response.getTransports ? response.getTransports() : [] }
      : {
          authenticatorData: text(response.authenticatorData),
          signature: text(response.signature),
          userHandle: response.userHandle ? text(response.userHandle) : undefined,
        }
    return JSON.stringify({
      id: key.id,
      rawId: text(key.rawId),
      type: key.type,
      clientExtensionResults: key.getClientExtensionResults(),
      response: { clientDataJSON: text(response.clientDataJSON), ...parts },
    })
  }
  form.addEventListener('submit', async (event) => {
    const reason = form.elements.namedItem('reason')
    // What is missing is said by the page that comes back; no key need be touched for it.
    if (form.elements.namedItem('answer').value || (reason && reason.value.trim().length < 10)) return
    event.preventDefault()
    said.textContent = 'Touch your key now.'
    try {
      form.elements.namedItem('answer').value = await ask()
      form.submit()
    } catch {
      said.textContent = 'The key did not answer. Nothing was sent. Put it in and press the button again.'
    }
  })
}
`

export const EMERGENCY_SCRIPT = {
  path: `/assets/emergency-key-${createHash('sha256').update(TEXT).digest('hex').slice(0, 12)}.js`,
  text: TEXT,
} as const

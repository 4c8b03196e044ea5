import { pushKey, subscribe, unsubscribe } from './api'

/** What this browser can do about pushes. */
export type PushState = 'unsupported' | 'denied' | 'off' | 'on'

const WORKER = '/app/sw.js'

/** Scripts may be named only through a policy of ours. */
function workerAddress(): string {
  const types = (window as { trustedTypes?: TrustedTypes }).trustedTypes
  if (!types) return WORKER
  const policy = types.createPolicy('baton-worker', { createScriptURL: (url) => url })
  return policy.createScriptURL(WORKER) as string
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): unknown }
}

export function isSupported(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window
}

let registered: Promise<ServiceWorkerRegistration> | undefined
function worker(): Promise<ServiceWorkerRegistration> {
  registered ??= navigator.serviceWorker.register(workerAddress(), { scope: '/app/' })
  return registered
}

export async function pushState(): Promise<PushState> {
  if (!isSupported()) return 'unsupported'
  if (Notification.permission === 'denied') return 'denied'
  const known = await navigator.serviceWorker.getRegistration('/app/')
  return (await known?.pushManager.getSubscription()) ? 'on' : 'off'
}

/** Asks for permission, and has pushes sent to this browser. Throws where the browser has no push service. */
export async function turnOn(): Promise<PushState> {
  if ((await Notification.requestPermission()) !== 'granted') return pushState()
  const registration = await worker()
  await navigator.serviceWorker.ready
  const { key } = await pushKey()
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytes(key),
  })
  await subscribe(subscription.toJSON())
  return 'on'
}

export async function turnOff(): Promise<PushState> {
  const known = await navigator.serviceWorker.getRegistration('/app/')
  const subscription = await known?.pushManager.getSubscription()
  if (subscription) {
    await unsubscribe(subscription.endpoint)
    await subscription.unsubscribe()
  }
  return pushState()
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(text, (each) => each.charCodeAt(0))
}

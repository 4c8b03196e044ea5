// Shows what is pushed while no tab of the console is open, and opens the row that it is about.

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('push', (event) => {
  const notice = read(event.data)
  if (notice) event.waitUntil(show(notice))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(event.notification.data))
})

function read(data) {
  try {
    const { tag, title, body, url, alert } = data.json()
    // Only addresses of the console itself.
    return typeof title === 'string' && typeof url === 'string' && url.startsWith('/app/')
      ? { tag, title, body, url, alert }
      : null
  } catch {
    return null
  }
}

function show({ tag, title, body, url, alert }) {
  return self.registration.showNotification(title, { tag, body, data: { url, alert } })
}

async function open({ url, alert }) {
  await fetch('/api/v1/alerts/acknowledge', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ alert_id: alert, how: 'notification' }),
  }).catch(() => {})
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const tab = tabs.find((each) => new URL(each.url).pathname.startsWith('/app/'))
  if (!tab) return self.clients.openWindow(url)
  await tab.focus()
  return tab.navigate(url)
}

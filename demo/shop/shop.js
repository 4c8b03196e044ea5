// The demo shop's own behaviour: which page `?p=` names, and a bag that only counts.
// Loaded in <head> without defer, so that the right page shows from the first paint.
const pages = ['boots', 'tents', 'shells', 'repairs', 'hire']
const asked = new URLSearchParams(location.search).get('p')
const page = pages.includes(asked) ? asked : 'boots'
document.documentElement.dataset.page = page

document.addEventListener('DOMContentLoaded', () => {
  const section = document.querySelector(`.page-${page}`)
  document.title = `${section.querySelector('h1').textContent} · Larch & Tarn`
  document.querySelector(`.bar nav a[data-nav="${page}"]`).setAttribute('aria-current', 'page')
  countBag(0)
  section.addEventListener('click', (event) => {
    const button = event.target.closest('button')
    if (button?.matches('.add')) countBag(1)
    if (button?.matches('.keep'))
      button.setAttribute('aria-pressed', button.getAttribute('aria-pressed') !== 'true')
  })
  section.addEventListener('change', (event) => {
    const price = event.target.dataset.price
    if (price) section.querySelector('.price').textContent = price
  })
})

function countBag(added) {
  const count = bag() + added
  try {
    sessionStorage.setItem('bag', String(count))
  } catch {
    // Storage may be refused; then the bag starts anew on the next page.
  }
  document.querySelector('.bag-count').textContent = String(count)
  if (added) document.querySelector('.bag-said').textContent = `In your bag: ${count}`
}

function bag() {
  try {
    return Number(sessionStorage.getItem('bag') ?? '1')
  } catch {
    return 1
  }
}

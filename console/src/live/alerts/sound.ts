/** Two short notes, made on the spot: nothing is fetched. Browsers play it once the page was touched. */
export function chime(): void {
  const context = new AudioContext()
  const note = (hertz: number, from: number) => {
    const oscillator = context.createOscillator()
    const gain = context.createGain()
    oscillator.type = 'sine'
    oscillator.frequency.value = hertz
    gain.gain.setValueAtTime(0, context.currentTime + from)
    gain.gain.linearRampToValueAtTime(0.16, context.currentTime + from + 0.02)
    gain.gain.exponentialRampToValueAtTime(0.001, context.currentTime + from + 0.28)
    oscillator.connect(gain).connect(context.destination)
    oscillator.start(context.currentTime + from)
    oscillator.stop(context.currentTime + from + 0.3)
  }
  note(660, 0)
  note(880, 0.14)
  setTimeout(() => void context.close(), 1_000)
}

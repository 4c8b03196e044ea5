/** The longest side of a logo, in pixels: sharp enough wherever it is shown. */
const SIDE = 256

/**
 * Draws a picture that somebody chose into a small PNG. Whatever else the file holds, such as a script in an SVG, stays
 * behind: it is only ever shown to an image, which runs none.
 */
export async function drawn(file: File): Promise<Blob> {
  const image = new Image()
  image.src = await dataUrl(file)
  await image.decode()
  const { naturalWidth: wide, naturalHeight: high } = image
  // An SVG may say no size.
  const scale = Math.min(1, SIDE / Math.max(wide, high)) || 1
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round((wide || SIDE) * scale))
  canvas.height = Math.max(1, Math.round((high || SIDE) * scale))
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('nothing was drawn'))), 'image/png')
  })
}

function dataUrl(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}

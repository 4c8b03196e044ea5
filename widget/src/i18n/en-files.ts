/** What only files say; they bring these words along. */
export const files = {
  file_picture: 'Picture: {name}',
  file_open: 'Download {name}',
  file_failed: 'This file cannot be opened now. Try again.',
}

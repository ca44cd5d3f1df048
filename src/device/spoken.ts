/** A word or code as somebody typed it from paper or by ear: capitals, spaces and dashes do not matter, and no letter o is in use. */
export const spoken = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/o/g, '0');

/** A whole code of activation that came with a link or a QR code. */
export const WHOLE_CODE = /^#a=((?:\w{4}-?){3})$/;

/** Of the library that reads codes in a picture, the one function we use: asked for as a whole, all it has would come. */
export { decodeQR } from 'qr/decode.js';

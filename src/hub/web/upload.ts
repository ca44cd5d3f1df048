/**
 * Files that come with a form. Read by a library, in memory, up to a bound: what is bigger is let through to its end and thrown away, so that the page
 * can say so. Only for addresses that ask for it and people who are signed in.
 */
import busboy from '@fastify/busboy';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { visitOf, type WebDeps } from './door.ts';

export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly tooBig: boolean;
}

const FIELDS = { fields: 20, fieldSize: 4 * 1024, files: 1, parts: 24, headerPairs: 20 };
/** Bytes of a request that are at all listened to. */
const HEARD = 64 * 1024 * 1024;

/** @param largest bytes of a file. */
export function acceptUploads(app: FastifyInstance, deps: WebDeps, paths: readonly string[], largest: number): void {
  app.addContentTypeParser(
    'multipart/form-data',
    { bodyLimit: HEARD },
    async (request: FastifyRequest, payload: NodeJS.ReadableStream) => {
      const known = paths.includes(request.routeOptions.url ?? '') && !('code' in (await visitOf(request, deps)));
      if (known) return read(request, payload, largest);
      payload.resume();
      return {};
    },
  );
}

/** The fields of a form by their names; its file under its own. */
function read(request: FastifyRequest, payload: NodeJS.ReadableStream, largest: number): Promise<object> {
  return new Promise((done) => {
    const body: Record<string, string | Upload> = {};
    const end = (): void => done(body);
    let parser: ReturnType<typeof busboy>;
    try {
      parser = new busboy({
        headers: request.headers as { 'content-type': string },
        limits: { ...FIELDS, fileSize: largest + 1 },
      });
    } catch {
      payload.resume();
      done({});
      return;
    }
    parser.on('field', (name, value) => {
      body[name] = value;
    });
    parser.on('file', (name, stream, filename) => {
      const chunks: Buffer[] = [];
      let broken = false;
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      // A line that broke in the middle of the file: half a file is none. Unheard, this would end the whole hub.
      stream.on('error', () => {
        broken = true;
        end();
      });
      stream.on('end', () => {
        if (broken) return;
        const bytes = Buffer.concat(chunks);
        body[name] = { name: String(filename ?? ''), bytes, tooBig: stream.truncated || bytes.length > largest };
      });
    });
    parser.on('finish', end);
    parser.on('error', () => {
      payload.resume();
      end();
    });
    payload.on('error', end);
    payload.pipe(parser);
  });
}

export const isUpload = (value: unknown): value is Upload =>
  typeof value === 'object' && value !== null && (value as Partial<Upload>).bytes instanceof Uint8Array;

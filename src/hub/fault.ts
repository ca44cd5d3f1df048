/** What a fault may say in a log: the database's own words can quote a row, so only its code and where we were. */
export function faultOf(error: unknown): { readonly fault: string; readonly at: readonly string[] } {
  const { code, message, stack } = error as { code?: unknown; message?: string; stack?: string };
  const at = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { fault: code === undefined ? String(message) : String(code), at: at.slice(0, 6).map((line) => line.trim()) };
}

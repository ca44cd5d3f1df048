/** Room to be written in by hand, as wide as the line allows. */

/** @param of what stands before each room (may be empty), and its share of the line. */
export const Blanks = ({
  of,
  tall,
}: {
  readonly of: readonly (readonly [string, number])[];
  readonly tall?: boolean;
}) => (
  <span class={tall ? 'line tall' : 'line'}>
    {of.map(([word, share]) => (
      <span key={word} style={{ flexGrow: share }}>
        {word}
        <span class="hole" />
      </span>
    ))}
  </span>
);

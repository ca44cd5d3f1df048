/** Six people on a ring; one link is missing and somebody carries it across. */
export function Logo({ wide = 140 }: { readonly wide?: number }) {
  return (
    <svg
      class="logo"
      width={wide}
      height={Math.round((wide * 48) / 208)}
      viewBox="0 0 208 48"
      role="img"
      aria-label="Jɛkulu"
    >
      <path
        d="M39.59 15A18 18 0 0 1 39.59 33M39.59 33A18 18 0 0 1 24 42M24 42A18 18 0 0 1 8.41 33M8.41 33A18 18 0 0 1 8.41 15M8.41 15A18 18 0 0 1 24 6"
        fill="none"
        stroke="currentColor"
        stroke-width="3.2"
      />
      <path
        d="M19.5 6a4.5 4.5 0 1 0 9 0 4.5 4.5 0 1 0-9 0zM35.09 15a4.5 4.5 0 1 0 9 0 4.5 4.5 0 1 0-9 0zM35.09 33a4.5 4.5 0 1 0 9 0 4.5 4.5 0 1 0-9 0zM19.5 42a4.5 4.5 0 1 0 9 0 4.5 4.5 0 1 0-9 0zM3.91 33a4.5 4.5 0 1 0 9 0 4.5 4.5 0 1 0-9 0zM3.91 15a4.5 4.5 0 1 0 9 0 4.5 4.5 0 1 0-9 0z"
        fill="currentColor"
      />
      <path d="M30 8.41a3 3 0 1 0 6 0 3 3 0 1 0-6 0z" class="carrier" />
      <path
        transform="translate(59 2)"
        d="M12 8v22.5a8.5 8.5 0 0 1-8.5 8.5H2M40.5 20.2a9.5 9.5 0 0 0-7-3.2c-4.6 0-7.7 2.1-7.7 5.4 0 3.4 3 5.4 7.2 5.4h1.6-2c-4.5 0-7.8 2.2-7.8 5.7s3.6 5.5 8.4 5.5c3.2 0 6.1-1.2 8.1-3.6M54 4v35M70.5 17 55 29.5M61.5 24.6 72 39M82 17v12.5a9 9 0 0 0 9.2 9.5 9 9 0 0 0 9.3-9.5V17M100.5 17v22M113 4v35M125.5 17v12.5a9 9 0 0 0 9.2 9.5 9 9 0 0 0 9.3-9.5V17M144 17v22"
        fill="none"
        stroke="currentColor"
        stroke-width="5.6"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

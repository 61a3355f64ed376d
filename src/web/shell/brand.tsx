/** The mark: four voices over one line. */
export function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6.5" fill="var(--accent)" />
      <path
        d="M5.5 12.5v1M9.75 9v5.5M14 6.5v10M18.25 10.5v4"
        stroke="var(--on-accent)"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <path d="M3.5 17.6h17" stroke="var(--on-accent)" strokeWidth="1.2" strokeLinecap="round" opacity=".55" />
    </svg>
  )
}

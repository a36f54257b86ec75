export interface SelectProps {
  label: string;
  /** `name` of the chosen option; null while nothing is. */
  value: string | null;
  options: readonly { name: string; displayName: string }[];
  /** What choosing nothing is called; without it, something is always chosen. */
  none?: string;
  choose(name: string | null): void;
}

/** A list of the browser's own, under its label. */
export function Select({ label, value, options, none, choose }: SelectProps) {
  return (
    <label>
      {label}
      <select
        value={value ?? ''}
        onChange={({ currentTarget }) => choose(currentTarget.value === '' ? null : currentTarget.value)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {options.map(({ name, displayName }) => (
          <option key={name} value={name}>
            {displayName}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A Double as java.lang.Double.toString prints it: `1.0`, `1.0E10`, `1.5E-5`, `NaN`, `Infinity`. */
export function doubleText(value: number): string {
    if (!Number.isFinite(value)) return String(value);
    const magnitude = Math.abs(value);
    if (magnitude === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
    const [mantissa, exponentText] = magnitude.toExponential().split('e') as [string, string];
    const digits = mantissa.replace('.', '');
    const exponent = Number(exponentText);
    const sign = value < 0 ? '-' : '';
    if (exponent < -3 || exponent >= 7) return `${sign}${digits[0]}.${digits.slice(1) || '0'}E${exponent}`;
    if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
    return `${sign}${digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')}.${digits.slice(exponent + 1) || '0'}`;
}

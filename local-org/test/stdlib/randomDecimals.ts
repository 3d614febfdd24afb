/** Texts of decimals of up to 40 digits, the same on every run, borders of the safe integers among them. */
export function randomDecimals(count: number): readonly string[] {
    let state = 2463534242;
    const next = (limit: number): number => {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        return (state >>> 0) % limit;
    };
    const values = [
        '0',
        '0.00',
        '1',
        '-1',
        '9007199254740991',
        '9007199254740992',
        '-9007199254740993',
        '0.9007199254740991',
        '90071992547409.93'
    ];
    while (values.length < count) {
        const digits = Array.from({ length: 1 + next(40) }, () => next(10)).join('');
        const point = next(digits.length);
        const whole = digits.slice(0, point).replace(/^0+(?=\d)/, '') || '0';
        values.push(`${next(3) === 0 ? '-' : ''}${whole}.${digits.slice(point)}`);
    }
    return values;
}

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Letters and digits, about six bits each. */
export function randomSecret(length: number): string {
    let text = '';
    while (text.length < length)
        text += randomBytes(length)
            .toString('base64')
            .replace(/[^0-9A-Za-z]/g, '');
    return text.slice(0, length);
}

export function digestOf(secret: string): string {
    return createHash('sha256').update(secret).digest('hex');
}

/** Takes the same time however much of the guess is right. */
export function isSameSecret(guess: string, secret: string): boolean {
    return timingSafeEqual(Buffer.from(digestOf(guess), 'hex'), Buffer.from(digestOf(secret), 'hex'));
}

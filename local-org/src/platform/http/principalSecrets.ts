import { ServiceKey } from '../../runtime/transaction.ts';

/** What a principal of an external credential proves itself with at the token endpoint. */
export interface ClientSecret {
    readonly clientId: string;
    readonly clientSecret: string;
}

/** Key: `<external credential>|<principal>`. */
type Entered = Readonly<Record<string, ClientSecret>>;

/** Where they are kept between runs. */
export interface SecretNote {
    read(): Entered;
    write(secrets: Entered): void;
}

/** Secrets of external credentials. They are in no metadata: an administrator enters them, by Setup or by the Connect API. */
export class PrincipalSecrets {
    private readonly note: SecretNote | null;
    private entered: Entered;
    private readonly tokens = new Map<string, string>();

    constructor(note: SecretNote | null) {
        this.note = note;
        this.entered = note?.read() ?? {};
    }

    of(external: string, principal: string): ClientSecret | null {
        return this.entered[keyOf(external, principal)] ?? null;
    }

    enter(external: string, principal: string, secret: ClientSecret): void {
        this.keep({ ...this.entered, [keyOf(external, principal)]: secret });
    }

    remove(external: string, principal: string): void {
        const { [keyOf(external, principal)]: _removed, ...others } = this.entered;
        this.keep(others);
    }

    /** The access token in use; it lives as long as the org runs or until it is refused. */
    token(external: string, principal: string): string | null {
        return this.tokens.get(keyOf(external, principal)) ?? null;
    }

    useToken(external: string, principal: string, token: string): void {
        this.tokens.set(keyOf(external, principal), token);
    }

    private keep(entered: Entered): void {
        this.entered = entered;
        this.tokens.clear();
        this.note?.write(entered);
    }
}

function keyOf(external: string, principal: string): string {
    return `${external}|${principal}`;
}

export const Secrets = new ServiceKey<PrincipalSecrets>('PrincipalSecrets');

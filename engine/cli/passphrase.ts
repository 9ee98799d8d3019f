import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { createCrypter, Crypter, IncorrectPassphraseError, openCrypter } from "../secrets";
import { CliError, ExitCode, messageOf } from "./errors";
import { askSecretly } from "./terminal";

/** The passphrase that the environment gives, if it does. An empty one counts. */
async function passphraseOfEnvironment(): Promise<string | undefined> {
    const given = process.env.PULUMI_CONFIG_PASSPHRASE;
    if (given !== undefined) return given;
    const file = process.env.PULUMI_CONFIG_PASSPHRASE_FILE;
    if (!file) return undefined;
    const text = await readFile(resolve(file), "utf8").catch((error: unknown) => {
        throw new CliError(`unable to read PULUMI_CONFIG_PASSPHRASE_FILE: ${messageOf(error)}`, ExitCode.configuration);
    });
    return text.trim();
}

function noPassphrase(): CliError {
    return new CliError(
        "passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables",
    );
}

/** What a passphrase opens. */
export interface Locked {
    salt: string;
    /** The stack whose secrets it protects. */
    stack: string;
    /** The file that holds the salt. */
    file: string;
}

async function openWith(passphrase: string, { salt, stack, file }: Locked): Promise<Crypter> {
    return openCrypter(salt, passphrase).catch((error: unknown) => {
        if (!(error instanceof IncorrectPassphraseError)) throw error;
        throw new CliError(
            `incorrect passphrase: it does not open the secrets of stack '${stack}' (${file}); please set ` +
                "PULUMI_CONFIG_PASSPHRASE to the correct passphrase or set PULUMI_CONFIG_PASSPHRASE_FILE to a file " +
                "containing the passphrase",
        );
    });
}

/** Opens a stack's crypter; on a terminal, asks until the passphrase is right. */
export async function unlock(locked: Locked, interactive: boolean): Promise<Crypter> {
    const { salt, stack } = locked;
    const given = await passphraseOfEnvironment();
    if (given !== undefined) return openWith(given, locked);
    if (!interactive) throw noPassphrase();
    for (;;) {
        const typed = await askSecretly(
            `Enter your passphrase to unlock config/secrets for stack ${stack}\n` +
                "    (set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to remember): ",
        );
        try {
            return await openCrypter(salt, typed);
        } catch (error) {
            if (!(error instanceof IncorrectPassphraseError)) throw error;
            process.stderr.write("error: incorrect passphrase\n");
        }
    }
}

/** Makes the crypter of a new stack; on a terminal, asks twice. */
export async function protect(interactive: boolean): Promise<Crypter> {
    const given = await passphraseOfEnvironment();
    if (given !== undefined) return createCrypter(given);
    if (!interactive) throw noPassphrase();
    for (;;) {
        const first = await askSecretly("Enter your passphrase to protect config/secrets: ");
        const second = await askSecretly("Re-enter your passphrase to confirm: ");
        if (first === second) return createCrypter(first);
        process.stderr.write("error: passphrases do not match\n");
    }
}

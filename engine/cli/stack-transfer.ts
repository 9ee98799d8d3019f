import { readFile, writeFile } from "node:fs/promises";
import { text as readAll } from "node:stream/consumers";
import {
    checkVersion,
    resourceWriter,
    toDeployment,
    toSnapshot,
    versioned,
    VersionedDeployment,
} from "../backend/checkpoint";
import { findIntegrityError } from "../backend/integrity";
import { SecretValues, writePlaintext, writeSecrets } from "../backend/secret-values";
import { CliError, messageOf } from "./errors";
import type { StackFlags } from "./options";
import { OpenStack, saltOf, Session } from "./session";

export async function exportStack(flags: StackFlags & { file?: string; showSecrets?: boolean }): Promise<void> {
    const session = await Session.open(flags);
    const stack = await session.requireStack(flags.stack);
    const exported = flags.showSecrets ? await withPlaintext(stack) : stack.stored;
    const text = `${JSON.stringify(exported, undefined, 4)}\n`;
    // The file may hold secrets in the clear.
    if (flags.file !== undefined) await writeFile(flags.file, text, { mode: 0o600 });
    else process.stdout.write(text);
}

async function withPlaintext(stack: OpenStack): Promise<VersionedDeployment> {
    const { deployment } = stack.stored;
    if (deployment === undefined) return stack.stored;
    const secrets = new SecretValues(await stack.stateCrypter());
    const snapshot = toSnapshot(deployment, (value, place) => secrets.read(value, place));
    const inTheClear = resourceWriter((value, place) => writeSecrets(value, place, writePlaintext));
    const shown = toDeployment(snapshot, deployment, secrets.salt, inTheClear);
    return { ...stack.stored, deployment: { ...shown, manifest: deployment.manifest } };
}

export async function importStack(flags: StackFlags & { file?: string; force?: boolean }): Promise<void> {
    const session = await Session.open(flags);
    const stack = await session.requireStack(flags.stack);
    const text = flags.file === undefined ? await readAll(process.stdin) : await readInput(flags.file);
    const given = checkVersion(parseDeployment(text));
    if (!flags.force) refuseForeign(given, stack);
    const imported = await encrypted(given, stack);
    const fault = findIntegrityError(imported.deployment?.resources ?? []);
    if (fault !== undefined && !flags.force) {
        throw new CliError(`the imported deployment is not sound: ${fault}; correct it, or give --force`);
    }
    const release = await stack.files.lock();
    try {
        await stack.files.write(imported);
    } finally {
        await release();
    }
    process.stdout.write("Import complete.\n");
}

async function readInput(file: string): Promise<string> {
    return readFile(file, "utf8").catch((error: unknown) => {
        throw new CliError(`could not open file: ${messageOf(error)}`);
    });
}

function parseDeployment(text: string): VersionedDeployment {
    try {
        return JSON.parse(text) as VersionedDeployment;
    } catch (error) {
        throw new CliError(`could not read the deployment: ${messageOf(error)}`);
    }
}

/** Another stack's resources under this stack's name would be taken for its own, and be deleted. */
function refuseForeign(given: VersionedDeployment, stack: OpenStack): void {
    const prefix = `urn:pulumi:${stack.reference.name}::`;
    const foreign = (given.deployment?.resources ?? []).find((resource) => !resource.urn.startsWith(prefix));
    if (foreign) {
        throw new CliError(
            `resource '${foreign.urn}' is from a different stack (not '${stack.reference.name}'); ` +
                "importing this file could be dangerous; rerun with --force to proceed anyway",
        );
    }
}

/** Secrets that came in the clear are encrypted as the stack's own are. */
async function encrypted(given: VersionedDeployment, stack: OpenStack): Promise<VersionedDeployment> {
    if (given.deployment === undefined) return given;
    const text = JSON.stringify(given.deployment);
    if (!text.includes('"plaintext"')) return given;
    const salt = saltOf(given.deployment) ?? saltOf(stack.stored.deployment);
    const secrets = new SecretValues(
        salt === undefined ? await stack.configCrypter() : await stack.unlock(salt, stack.files.url),
    );
    const snapshot = toSnapshot(given.deployment, (value, place) => secrets.read(value, place));
    const encrypt = resourceWriter((value, place) => secrets.write(value, place));
    return versioned(toDeployment(snapshot, given.deployment, secrets.salt, encrypt));
}

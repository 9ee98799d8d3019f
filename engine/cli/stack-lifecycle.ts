import { rm } from "node:fs/promises";
import { goTime } from "../backend/checkpoint";
import { qualifiedName } from "../backend/stack-reference";
import { StackConfig } from "../stack-config";
import { AlreadyReported, CliError, ExitCode } from "./errors";
import type { StackFlags } from "./options";
import { protect, unlock } from "./passphrase";
import { selectedStack, selectStack } from "./selected-stack";
import { OpenStack, Session } from "./session";
import { ask, confirmByName } from "./terminal";

/** Creates the state of a stack and, unless told otherwise, selects it. */
export async function initStack(
    name: string | undefined,
    flags: StackFlags & { select: boolean; secretsProvider: string },
): Promise<void> {
    if (!["default", "passphrase"].includes(flags.secretsProvider)) {
        throw new CliError(
            `unknown secrets provider type '${flags.secretsProvider}': the embedded engine has 'default' and 'passphrase'`,
            ExitCode.configuration,
        );
    }
    const session = await Session.open(flags);
    const chosen = name ?? (session.interactive ? (await ask("stack name (dev): ")) || "dev" : undefined);
    if (chosen === undefined) throw new CliError("missing stack name");
    await create(session, chosen);
    if (flags.select) await remember(session, chosen);
}

async function create(session: Session, name: string): Promise<void> {
    const reference = session.parse(name);
    const files = session.backend.stack(reference);
    const config = await StackConfig.load(session.project, reference.name);
    const crypter =
        config.salt === undefined
            ? await protect(session.interactive)
            : await unlock({ salt: config.salt, stack: reference.name, file: config.path }, session.interactive);
    const release = await files.lock();
    try {
        if ((await files.read()) !== undefined)
            throw new CliError(`stack '${qualifiedName(reference)}' already exists`);
        await files.write({
            version: 3,
            deployment: {
                manifest: { time: goTime(new Date().toISOString()), magic: "", version: "" },
                secrets_providers: { type: "passphrase", state: { salt: crypter.salt } },
                metadata: {},
            },
        });
    } finally {
        await release();
    }
    process.stderr.write(`Created stack '${session.show(reference)}'\n`);
    if (config.salt === undefined) {
        config.setSalt(crypter.salt);
        await config.save();
    }
}

function remember(session: Session, name: string): Promise<void> {
    return selectStack(session.project, session.backend.url, qualifiedName(session.parse(name)));
}

export async function select(name: string | undefined, flags: StackFlags & { create?: boolean }): Promise<void> {
    const session = await Session.open(flags);
    const chosen = name ?? (session.interactive ? await choose(session) : undefined);
    if (!chosen) throw new CliError("no stack selected; specify a stack name with --stack", ExitCode.stackNotFound);
    if ((await session.backend.stack(session.parse(chosen)).read()) === undefined) {
        if (!flags.create) throw new CliError(`no stack named '${chosen}' found`, ExitCode.stackNotFound);
        await create(session, chosen);
    }
    await remember(session, chosen);
}

async function choose(session: Session): Promise<string> {
    const stacks = await session.backend.list(session.project.name);
    if (stacks.length === 0)
        throw new CliError("this command requires a stack, but there are none", ExitCode.stackNotFound);
    return ask(`Please choose a stack (${stacks.map((stack) => stack.name).join(", ")}): `);
}

export async function removeStack(
    name: string | undefined,
    flags: StackFlags & { force?: boolean; yes?: boolean; preserveConfig?: boolean },
): Promise<void> {
    const session = await Session.open(flags);
    const stack = await session.requireStack(name);
    if (!flags.yes) {
        if (!session.interactive) throw new CliError("non-interactive mode requires --yes flag");
        await confirmByName(`This will permanently remove the '${stack.shownName}' stack!`, stack.shownName);
    }
    const release = await stack.files.lock();
    try {
        await remove(stack, flags);
        process.stdout.write(`Stack '${stack.shownName}' has been removed!\n`);
    } finally {
        await release();
    }
}

/** Removes a stack that this process holds the lock of. */
export async function remove(stack: OpenStack, flags: { force?: boolean; preserveConfig?: boolean }): Promise<void> {
    const { session, reference, shownName } = stack;
    const resources = (await stack.files.read())?.deployment?.resources ?? [];
    if (!flags.force && resources.some((resource) => resource.type !== "pulumi:pulumi:Stack")) {
        process.stderr.write(
            `error: '${shownName}' still has resources; removal rejected. Possible actions:\n` +
                `- Make sure that '${shownName}' is the stack that you want to destroy\n` +
                "- Run `pulumi destroy` to delete the resources, then run `pulumi stack rm`\n" +
                "- Run `pulumi stack rm --force` to override this error\n",
        );
        throw new AlreadyReported();
    }
    await stack.files.remove();
    if (!flags.preserveConfig && reference.project === session.project.name) {
        await rm((await stack.config()).path, { force: true });
    }
    const selected = await selectedStack(session.project, session.backend.url);
    if (selected === qualifiedName(reference) || selected === reference.name) {
        await selectStack(session.project, session.backend.url, undefined);
    }
}

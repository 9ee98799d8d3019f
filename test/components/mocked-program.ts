import * as pulumi from "@pulumi/pulumi";
import { beginRunWithoutStack } from "../../components/data/per-run";
import { loadLeanSdk } from "../../engine/lean-sdk";

// A third of the time goes into stacks that are put into words for every promise otherwise.
loadLeanSdk(require.resolve("@pulumi/pulumi/cmd/run"));

export const VOLUME = "docker:index/volume:Volume";
export const CONTAINER = "docker:index/container:Container";
export const SERVICE = "docker:index/service:Service";
export const COMMAND = "command:local:Command";

/** A resource that a program registered with the mocked engine. */
export interface Registered {
    type: string;
    name: string;
    inputs: Record<string, unknown>;
    options: pulumi.CustomResourceOptions;
}

interface Inputs {
    name?: string;
    environment?: Partial<Record<string, string>>;
}

/** The name of an NFS server that takes root for nobody. */
export const SQUASHING = "squashing";

/** Where Docker's own folder has snapshots. */
export const SNAPSHOTS_FOLDER = "/docker/docker-storage/snapshots";

/** What a trial of an NFS export prints. */
function nfsAccess(server = ""): string {
    const owner = server === SQUASHING ? 65534 : 0;
    const found = { version: "4.2", rootWrites: true, squashesRoot: owner !== 0, rootUid: owner, rootGid: owner };
    return JSON.stringify(found);
}

/** What the daemon and the scripts answer in place of the real ones. */
const answers = new Map<string, (name: string, inputs: Inputs) => Record<string, unknown>>([
    [VOLUME, (name, inputs) => ({ name: inputs.name ?? `${name}-0000001`, mountpoint: `/volumes/${name}` })],
    [CONTAINER, (name, inputs) => ({ name: inputs.name ?? `${name}-0000001` })],
    [SERVICE, (name, inputs) => ({ name: inputs.name ?? `${name}-0000001` })],
    [
        COMMAND,
        (name, { environment: given }) => ({
            // A restore prints a statement as its last line, a test or a trial what it found, the others a name or nothing.
            stdout: given?.TRIAL
                ? nfsAccess(given.SERVER)
                : name.startsWith("snapshots-")
                  ? SNAPSHOTS_FOLDER
                  : (given?.REQUEST ?? given?.TEST ?? given?.NAME ?? given?.FOLDER ?? given?.TARGET ?? ""),
        }),
    ],
]);

/** The signature of a secret, as it arrives at an engine. Source: serializeProperty in @pulumi/pulumi's rpc.ts. */
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const SIGNATURE = "4dabf18193072939515e22adb298388d";

interface Wrapped {
    [SIGNATURE]?: string;
    value?: unknown;
}

function isSecret(value: unknown): value is Wrapped {
    return typeof value === "object" && value !== null && (value as Wrapped)[SIGNATURE] === SECRET;
}

/** A property that has a secret anywhere in it arrives as one, at these mocks. */
function unwrapped(inputs: Record<string, unknown>): Record<string, unknown> {
    return Object.fromEntries(
        Object.entries(inputs).map(([key, value]) => [key, isSecret(value) ? value.value : value]),
    );
}

/** What is in a property that has a secret in it. */
export function secretIn(property: unknown): Record<string, string> {
    if (!isSecret(property)) throw new Error(`${JSON.stringify(property)} is no secret`);
    return property.value as Record<string, string>;
}

/** Runs a piece of a program against a mocked engine, and lists what it registered, components included. */
export class MockedProgram {
    readonly registered: Registered[] = [];
    /** Besides the search for unfinished hand-overs, which finds none. */
    readonly calls: pulumi.runtime.MockCallArgs[] = [];
    /** Give it to every component: it sees the options of all resources below. */
    readonly options: pulumi.ComponentResourceOptions;

    private readonly optionsOf = new Map<string, pulumi.CustomResourceOptions>();

    /**
     * @param printed what every `command.local.run` prints
     * @param stdouts what commands have printed, by their names, where that is not what it usually is
     */
    constructor(
        preview = false,
        printed: string | ((inputs: unknown) => string) = "",
        stdouts: Record<string, string | undefined> = {},
    ) {
        const mocks: pulumi.runtime.Mocks = {
            newResource: ({ type, name, inputs }) => {
                const options = this.optionsOf.get(`${type} ${name}`) ?? {};
                this.registered.push({ type, name, inputs: inputs as Record<string, unknown>, options });
                const known = unwrapped(inputs as Record<string, unknown>);
                const stdout = stdouts[name];
                const answer = stdout === undefined ? answers.get(type)?.(name, known) : { stdout };
                return { id: `${name}-id`, state: { ...(inputs as object), ...answer } };
            },
            call: (args) => {
                if (isSearch(args)) return { stdout: "", stderr: "" };
                this.calls.push(args);
                if (args.token === "docker:index/getNetwork:getNetwork")
                    return { id: `id of ${(args.inputs as Inputs).name}` };
                return { stdout: typeof printed === "string" ? printed : printed(args.inputs), stderr: "" };
            },
        };
        beginRunWithoutStack();
        void pulumi.runtime.setMocks(mocks, "project", "stack", preview);
        this.options = {
            transformations: [
                ({ type, name, opts }) => {
                    this.optionsOf.set(`${type} ${name}`, opts);
                    return undefined;
                },
            ],
        };
    }

    /** The only resource of a type, or the one with a name. */
    one(type: string, name?: string): Registered {
        const found = this.registered.filter((one) => one.type === type && (name === undefined || one.name === name));
        if (found.length !== 1) {
            throw new Error(
                `${found.length} resources of type ${type}, of ${this.registered.map((one) => one.name).join()}`,
            );
        }
        return found[0];
    }

    names(type: string): string[] {
        return this.registered.filter((one) => one.type === type).map((one) => one.name);
    }
}

/** For what has to be known before anything is done; here there is nothing. */
function isSearch({ inputs }: pulumi.runtime.MockCallArgs): boolean {
    const text = String((inputs as Inputs).environment?.SCRIPT);
    return text.includes("find-unfinished") || text.includes("program look");
}

/** What is printed of one mount, by the bytes of data, of metadata, of overhead. */
export function usageLine(mount: number, dataBytes: number, metadataBytes: number, overheadBytes: number): string {
    return `${JSON.stringify({ mount, usage: { dataBytes, metadataBytes, overheadBytes } })}\n`;
}

/** What the measurement of these mounts prints, when one of them, by a part of its name, takes these bytes. */
export function usagePrinted(inputs: unknown, name: string, ...bytes: [number, number, number]): string {
    const { MOUNTS } = (inputs as { environment: { MOUNTS: string } }).environment;
    return MOUNTS.split("\n")
        .flatMap((mount, index) => (mount.includes(name) ? [usageLine(index + 1, ...bytes)] : []))
        .join("");
}

/** The value of an output, once everything it depends on is registered. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<pulumi.Unwrap<T>> {
    return new Promise((resolve) => pulumi.output(output).apply(resolve));
}

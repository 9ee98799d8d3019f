import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { checkedArgs } from "./checked-args";
import { contextEndpoint } from "./data/docker-context";
import { configuredToolbox, connectionVariables, refuseContext } from "./data/docker-host";
import { findDaemon, FoundDaemon } from "./data/find-daemon";
import { ScriptCommand } from "./data/script-command";
import { scriptRun } from "./data/script-run";
import { script } from "./data/scripts";
import { WrongArguments } from "./data/wrong-arguments";
import { DockerEndpoint, dockerHostProblems } from "./model/docker-endpoints";
import { reasonOf } from "./model/problems";

const DEFAULT_WAIT_SECONDS = 60;

export interface DockerHostArgs {
    /**
     * As in DOCKER_HOST: `unix:///var/run/docker.sock`, `tcp://host:port` or `ssh://user@host`. What ssh needs besides is in the
     * settings of the machine that runs Pulumi (`~/.ssh/config`). A new address is taken for another way to the same daemon.
     */
    address?: pulumi.Input<string>;
    /** A context of the machine that runs Pulumi, in place of the address: `docker context ls` lists them. */
    context?: string;
    /** For `tcp://` with TLS: the folder with ca.pem, cert.pem and key.pem, on the machine that runs Pulumi. */
    certPath?: pulumi.Input<string>;
    /** Seconds for which an update waits until the daemon answers. Default: 60. */
    waitSeconds?: number;
    /**
     * Which daemon it has to be, as `docker info --format '{{.Name}} {{.ID}} {{.DockerRootDir}}'` prints it. Default: the one that
     * answered first, also under another name of its machine, or with its folder moved. A new value says that the machine is another one
     * from now on.
     */
    daemonId?: pulumi.Input<string>;
}

/**
 * A Docker host of the program's. Other components take its `endpoint` as `host`. Each update waits until the daemon answers, and
 * nothing is done there if it is another daemon than before.
 *
 * @throws pulumi.InputPropertiesError, naming every wrong argument, before anything is created.
 */
export class DockerHost extends pulumi.ComponentResource {
    /** What components take as `host`. Unknown in a preview as long as the daemon never answered. */
    public readonly endpoint: pulumi.Output<DockerEndpoint>;
    /** As in DOCKER_HOST. */
    public readonly address: pulumi.Output<string>;
    /** Which daemon it is: its machine's name, its ID and the folder of its data, as they were when it answered first. */
    public readonly daemonId: pulumi.Output<string>;

    constructor(name: string, args: DockerHostArgs, opts?: pulumi.ComponentResourceOptions) {
        const component = `DockerHost ${name}`;
        const checked = checkedArgs(component, args, (values) => dockerHostProblems(name, values));
        const { address, certPath } = addressed(component, checked);
        refuseContext("the program");
        super("docker-storage:index:DockerHost", name, {}, opts);

        const { waitSeconds = DEFAULT_WAIT_SECONDS, daemonId: wanted } = checked;
        const variables = connectionVariables({ name, address, certPath });
        const found = pulumi.output(variables).apply((known) => this.find(known, waitSeconds));
        const recorded = new ScriptCommand(
            `${name}-daemon`,
            {
                scripts: {
                    create: wanted === undefined ? script("which-daemon", "same-daemon", "daemon") : script("daemon"),
                },
                environment: {
                    ...variables,
                    TOOLBOX: configuredToolbox(),
                    // Not before the daemon has answered.
                    DOCKER_HOST: pulumi.all([address, found]).apply(([known]) => known),
                    ...(wanted !== undefined && { DAEMON_ID: wanted }),
                },
            },
            { parent: this },
        ).stdout;
        const verified = pulumi.all([recorded, found, variables]).apply(async ([known, { daemonId }, here]) => {
            if (daemonId === undefined || daemonId === known) return known;
            const compared = { ...here, TOOLBOX: configuredToolbox(), DAEMON_ID: known, FOUND: daemonId };
            const { stdout } = await local.run(scriptRun(script("which-daemon", "renamed"), compared));
            if (stdout !== "renamed") throw new pulumi.RunError(isAnother(name, here.DOCKER_HOST, daemonId, known));
            return known;
        });
        // A preview before the first update knows of none that was recorded.
        this.daemonId = pulumi.runtime.isDryRun()
            ? found.apply(({ daemonId }) => pulumi.output(orIfUnknown(verified, daemonId)))
            : verified;
        this.endpoint = pulumi.all([address, certPath, this.daemonId]).apply(([where, certificates, daemonId]) => ({
            name,
            address: where,
            ...(certificates !== undefined && { certPath: certificates }),
            daemonId,
        }));
        this.address = pulumi.output(address);
        this.registerOutputs({ endpoint: this.endpoint, address: this.address, daemonId: this.daemonId });
    }

    /** Waits for the daemon, except in a preview, which goes on without. */
    private async find(variables: Record<string, string>, waitSeconds: number): Promise<FoundDaemon> {
        const host = `Docker host ${variables.HOST_NAME} at ${variables.DOCKER_HOST}`;
        const isPreview = pulumi.runtime.isDryRun();
        const found = await findDaemon(variables, isPreview ? 0 : waitSeconds, (waitedSeconds, complaint) => {
            const text = `waiting for ${host}, for ${Math.round(waitedSeconds)} of ${waitSeconds} s: ${complaint}`;
            void pulumi.log.info(text, this);
        });
        if (found.daemonId !== undefined) return found;
        const text = `${host} does not answer: ${found.complaint}`;
        if (!isPreview)
            throw new pulumi.RunError(`${text}; it was waited for, ${waitSeconds} s, and nothing was done there`);
        void pulumi.log.warn(`${text}; what it would tell is unknown in this preview`, this);
        return found;
    }
}

function addressed(
    component: string,
    args: DockerHostArgs,
): Pick<DockerHostArgs, "certPath"> & { address: pulumi.Input<string> } {
    const { address, certPath, context } = args;
    if (address !== undefined) return { address, certPath };
    const endpoint = contextEndpoint(context ?? "");
    if (endpoint !== undefined) return endpoint;
    const remedy = "this machine has no Docker context of that name, or it names no host: see `docker context ls`";
    const reason = reasonOf({ propertyPath: "context", value: context, remedy });
    throw new WrongArguments(component, [{ propertyPath: "context", reason }]);
}

async function orIfUnknown(verified: pulumi.Output<string>, found: string | undefined): Promise<pulumi.Output<string>> {
    const { isKnown } = verified as unknown as { isKnown: Promise<boolean> };
    return found === undefined || (await isKnown) ? verified : pulumi.output(found);
}

function isAnother(name: string, address: string, daemonId: string, expected: string): string {
    return (
        `Docker host ${name} at ${address} is another daemon, ${daemonId}, than the one so far, ${expected}: nothing was done ` +
        "there. Correct the address; declare another machine as a DockerHost of its own; or, if this one was installed anew, " +
        "set its daemonId"
    );
}

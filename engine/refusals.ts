import type { Properties } from "./property";
import type { CheckFailure, DiffResult } from "./providers/provider";
import { mask } from "./secrets-marking";
import type { PendingOperation, ResourceState } from "./state";
import { urnName } from "./urn";

/** Why a registration is refused, in Pulumi's own words. Source: step_generator.go and diag/errors.go in pulumi/pulumi. */

export function invalidInput(resource: ResourceState, inputs: Properties, { property, reason }: CheckFailure): string {
    const subject = `${resource.type} resource '${urnName(resource.urn)}'`;
    if (!property) return `${subject} has a problem: ${reason}`;
    const value = JSON.stringify(mask(inputs[property] ?? null));
    return `${subject}: property ${property} value {${value}} has a problem: ${reason}`;
}

export function replacesProtected(urn: string, because?: string): string {
    const reason = because ? ` as part of replacing "${because}" ` : "\n";
    const command = because ? `, or use the command:\n\`pulumi state unprotect '${urn}'\`` : "";
    return (
        `unable to replace resource "${urn}"${reason}as it is currently marked for protection. To unprotect the ` +
        `resource, remove the \`protect\` flag from the resource in your Pulumi program and run \`pulumi up\`${command}`
    );
}

export function deletesProtected(urn: string): string {
    return (
        `resource "${urn}" cannot be deleted\nbecause it is protected. To unprotect the resource, ` +
        "either remove the `protect` flag from the resource in your Pulumi program and run `pulumi up`, " +
        `or use the command:\n\`pulumi state unprotect '${urn}'\``
    );
}

export function deletesUntargeted(urn: string): string {
    return (
        `Resource '${urn}' will be destroyed but was not specified in --target list.\n` +
        "Either include resource in --target list or pass --target-dependents to proceed."
    );
}

export function needsUntargeted(urn: string, needed: string): string {
    return `Resource '${urn}' depends on '${needed}' which was was not specified in --target list.`;
}

export function replacesImported(diff: DiffResult, old: ResourceState, fresh: ResourceState): string {
    const show = (properties: Properties | undefined, key: string) => JSON.stringify(mask(properties?.[key] ?? null));
    const changes = diff.replaces.map((key) => `${key}: ${show(old.inputs, key)} => ${show(fresh.inputs, key)}`);
    return (
        "previously-imported resources that still specify an ID may not be replaced; " +
        `please remove the \`import\` declaration from your program;\n${changes.join("\n")}`
    );
}

export function pendingOperations(pending: PendingOperation[]): string {
    const list = pending.map(({ type, resource }) => `  * ${resource.urn}, interrupted while ${type}`).join("\n");
    return (
        `Attempting to deploy or update resources with ${pending.length} pending operations from previous deployment.\n` +
        `${list}\nThese resources are in an unknown state because the engine was interrupted while waiting for changes to ` +
        "these resources to complete. You should confirm whether or not the operations listed completed successfully " +
        "by checking the state of the appropriate provider."
    );
}

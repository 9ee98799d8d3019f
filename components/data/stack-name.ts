import * as pulumi from "@pulumi/pulumi";

/** What containers say in their label `io.docker-storage.stack`, and by what a script tells those of this stack from others. */
export function stackName(): string {
    return `${pulumi.getProject()}/${pulumi.getStack()}`;
}

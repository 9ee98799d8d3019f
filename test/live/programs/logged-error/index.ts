// Tells of an error, and goes on to its end.
import * as pulumi from "@pulumi/pulumi";

void pulumi.log.error("mind this");

export const reached = "the end";

import type { handleUnaryCall } from "@grpc/grpc-js";
import * as grpc from "@grpc/grpc-js";
import { Struct, Value } from "google-protobuf/google/protobuf/struct_pb";
import * as path from "node:path";
import { fileURLToPath } from "node:url";

import { isObject, OUTPUT_SIGNATURE, Properties, PropertyValue, reveal, secret, SIGNATURE, UNKNOWN } from "./property";

/** The engine ends before it answers: the SDK knows this code as "the monitor is shutting down". */
export class ShutDown extends Error {}

export function toStruct(properties: Properties): Struct {
    return Struct.fromJavaScript(properties);
}

export function fromStruct(struct: Struct | undefined): Properties {
    return struct ? (normalize(struct.toJavaScript()) as Properties) : {};
}

export function fromValue(value: Value | undefined): PropertyValue | undefined {
    return value && normalize(value.toJavaScript() as PropertyValue);
}

/** Output values (a value with its dependencies) become the plain, unknown or secret values that they stand for. */
function normalize(value: PropertyValue): PropertyValue {
    if (Array.isArray(value)) return value.map(normalize);
    if (!isObject(value)) return value;
    if (value[SIGNATURE] === OUTPUT_SIGNATURE) {
        const plain = "value" in value ? normalize(value.value) : UNKNOWN;
        return value.secret === true ? secret(plain) : plain;
    }
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, normalize(one)]));
}

/** What an SDK gets to see: secrets only where it says that it can keep them. */
export function forProgram(properties: Properties, acceptsSecrets: boolean): Struct {
    return toStruct(acceptsSecrets ? properties : (reveal(properties) as Properties));
}

/** A position in the program's own words: a `project:` address relative to the project's folder. Source: source_eval.go. */
export function sourcePosition(
    root: string,
    raw: { uri: string; line: number; column: number } | undefined,
): string | undefined {
    if (!raw?.uri.startsWith("file:")) return undefined;
    const relative = path.relative(root, fileURLToPath(raw.uri)).split(path.sep).map(encodeURI).join("/");
    return `project:///${relative}#${raw.line}${raw.column ? `,${raw.column}` : ""}`;
}

/** A gRPC method from an async function. */
export function unary<Request, Response>(
    handle: (request: Request) => Promise<Response>,
): handleUnaryCall<Request, Response> {
    return (call, done) => {
        handle(call.request).then(
            (response) => done(null, response),
            (error: unknown) => {
                const code = error instanceof ShutDown ? grpc.status.UNAVAILABLE : grpc.status.UNKNOWN;
                done({ code, details: error instanceof Error ? error.message : String(error) });
            },
        );
    };
}

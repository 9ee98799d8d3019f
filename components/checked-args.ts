import * as pulumi from "@pulumi/pulumi";
import { WrongArguments } from "./data/wrong-arguments";
import { Problem, reasonOf } from "./model/problems";
import { LATER } from "./model/validation";

type ProblemsOf = (values: Record<string, unknown>) => Problem[];
type Path = Array<string | number>;

/**
 * Checks a component's arguments before anything is created. What is plain is checked at once, all of it, and reported
 * in one error. What is an output is checked when its value is known, before the value reaches any resource. What is null
 * counts as not given.
 *
 * @throws pulumi.InputPropertiesError, with the path of every wrong property.
 */
export function checkedArgs<A extends object>(component: string, args: A, problemsOf: ProblemsOf): A {
    const known = (mapOutputs(args, () => LATER) ?? {}) as Record<string, unknown>;
    throwProblems(component, problemsOf(known));
    return mapOutputs(args, (output, path) =>
        outputOf(output).apply(async (value) => {
            const problems = problemsOf(withValue(known, path, value) as Record<string, unknown>);
            const secret = problems.length > 0 && (await pulumi.isSecret(outputOf(output)));
            throwProblems(component, secret ? problems.map(withoutValue) : problems);
            return value;
        }),
    ) as A;
}

function outputOf(value: unknown): pulumi.Output<object> {
    return pulumi.output<object>(value as pulumi.Input<object>);
}

/** Throws them in one error, if there are any. */
export function throwProblems(component: string, problems: Problem[]): void {
    if (problems.length > 0) {
        const errors = problems.map((problem) => ({ propertyPath: problem.propertyPath, reason: reasonOf(problem) }));
        throw new WrongArguments(component, errors);
    }
}

function withoutValue(problem: Problem): Problem {
    return { ...problem, value: "<secret>" };
}

function mapOutputs(value: unknown, change: (output: unknown, path: Path) => unknown, path: Path = []): unknown {
    if (pulumi.Output.isInstance(value) || value instanceof Promise) {
        return change(value, path);
    }
    if (value === null) {
        return undefined;
    }
    if (Array.isArray(value)) {
        return value.map((item, index) => mapOutputs(item, change, [...path, index]));
    }
    if (isPlainObject(value)) {
        return Object.fromEntries(
            Object.entries(value).map(([key, item]) => [key, mapOutputs(item, change, [...path, key])]),
        );
    }
    return value;
}

/** An instance of a program's own class is one, too, but no resource and no `Map`: they are no arguments. */
function isPlainObject(value: unknown): value is object {
    return Object.prototype.toString.call(value) === "[object Object]" && !pulumi.Resource.isInstance(value);
}

function withValue(target: unknown, path: Path, value: unknown): unknown {
    if (path.length === 0) {
        return value;
    }
    const [key, ...rest] = path;
    const copy = (Array.isArray(target) ? target.slice() : { ...(target as object) }) as Record<Path[number], unknown>;
    copy[key] = withValue(copy[key], rest, value);
    return copy;
}

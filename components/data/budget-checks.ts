import * as pulumi from "@pulumi/pulumi";
import { Budget, BudgetAction, BudgetedFigures, Figure, Limit, breach } from "../model/budgets";
import { failAtEnd } from "./failure-at-end";

/** Something that budgets can be for. A figure that it does not state at all is missing here. */
export interface BudgetTarget {
    /** As in `volume site`. */
    label: string;
    limits: readonly Limit[];
    isMeant: (budget: Budget) => boolean;
    figures: { [figure in keyof BudgetedFigures]: pulumi.Input<Figure | undefined> };
}

/** Tells of each budget that is broken, as soon as its figures are known; the output holds the same messages. */
export function checkBudgets(
    component: pulumi.Resource,
    budgets: readonly Budget[],
    targets: readonly BudgetTarget[],
): pulumi.Output<string[]> {
    const checks = budgets.flatMap((budget) =>
        targets
            .filter(({ isMeant }) => isMeant(budget))
            .flatMap((target) => target.limits.map((limit) => checkLimit(component, budget, target, limit))),
    );
    return pulumi.all(checks).apply((messages) => messages.filter((message) => message !== undefined));
}

function checkLimit(
    component: pulumi.Resource,
    { action, ...budget }: Budget,
    { label, figures }: BudgetTarget,
    limit: Limit,
): pulumi.Input<string | undefined> {
    const bound = budget[limit.property as keyof typeof budget];
    const isStated = limit.needs.some((together) => together.every((need) => figures[need] !== undefined));
    if (typeof bound !== "number" || !isStated) return undefined;
    const needs = limit.needs.flat();
    const needed = pulumi.output(Object.fromEntries(needs.map((need) => [need, figures[need]])));
    return needed.apply((known: BudgetedFigures): pulumi.Output<string | undefined> => {
        const figure = limit.figure(known);
        if (figure === undefined) {
            return notChecked(
                component,
                `${label}: budget ${limit.property}`,
                needs.filter((need) => !known[need]),
            );
        }
        const message = breach(label, limit, bound, figure);
        const withoutFigures = `${label} breaks its budget ${limit.property}`;
        return pulumi.output(message && tell(component, action, message, needed, withoutFigures));
    });
}

/** In a preview, where nothing is measured, to say that a budget is kept would be too early. */
function notChecked(component: pulumi.Resource, budget: string, missing: string[]): pulumi.Output<undefined> {
    if (pulumi.runtime.isDryRun()) return pulumi.output(pulumi.unknown as unknown as undefined);
    void pulumi.log.warn(`${budget} is not checked: ${missing.join(", ")} not known`, component);
    return pulumi.output(undefined);
}

async function tell(
    component: pulumi.Resource,
    action: BudgetAction,
    message: string,
    figures: pulumi.Output<unknown>,
    withoutFigures: string,
): Promise<string> {
    const told = (await pulumi.isSecret(figures)) ? withoutFigures : message;
    if (action === BudgetAction.Fail) failAtEnd(told, component);
    else await pulumi.log.warn(told, component);
    return message;
}

import type { Operation } from "../events";

/** What is said of an operation. Source: pkg/backend/display/progress.go and pkg/resource/deploy/step.go. */
interface Words {
    prefix: string;
    running: string;
    done: string;
    failed: string;
    /** In a preview, while it goes on. */
    planning: string;
    /** In a preview, once it is known. */
    planned: string;
    /** In the summary of what was done. */
    past: string;
}

function words(
    prefix: string,
    running: string,
    done: string,
    failed: string,
    planning: string,
    planned: string,
    past: string,
): Words {
    return { prefix, running, done, failed, planning, planned, past };
}

export const WORDS: Record<Operation, Words> = {
    same: words("  ", "", "", "failed", "", "", "samed"),
    create: words("+ ", "creating", "created", "creating failed", "create", "create", "created"),
    update: words("~ ", "updating", "updated", "updating failed", "update", "update", "updated"),
    delete: words("- ", "deleting", "deleted", "deleting failed", "delete", "delete", "deleted"),
    replace: words("+-", "replacing", "replaced", "replacing failed", "replace", "replace", "replaced"),
    "create-replacement": words(
        "++",
        "creating replacement",
        "created replacement",
        "creating failed",
        "create replacement",
        "replace",
        "create-replacementd",
    ),
    "delete-replaced": words(
        "--",
        "deleting original",
        "deleted original",
        "deleting failed",
        "delete original",
        "replace",
        "deleted",
    ),
    read: words("> ", "reading", "read", "reading failed", "read", "read", "read"),
    "read-replacement": words(
        ">>",
        "reading for replacement",
        "read for replacement",
        "reading failed",
        "read for replacement",
        "replace",
        "read-replacementd",
    ),
    refresh: words("~ ", "refreshing", "refresh", "refreshing failed", "refreshing", "refresh", "refreshed"),
    discard: words("< ", "discarding", "discarded", "discarding failed", "discard", "discard", "discarded"),
    "discard-replaced": words(
        "<<",
        "discarding original",
        "discarded original",
        "discarding failed",
        "discard original",
        "replace",
        "discarded",
    ),
    "remove-pending-replace": words("~ ", "", "", "", "", "", "removed"),
    import: words("= ", "importing", "imported", "importing failed", "import", "import", "imported"),
    "import-replacement": words(
        "=>",
        "importing replacement",
        "imported replacement",
        "importing failed",
        "import replacement",
        "import",
        "imported",
    ),
};

/** The order in which a summary lists operations. */
export const OPERATIONS = Object.keys(WORDS) as Operation[];

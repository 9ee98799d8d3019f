// Replacements whose creation fails while the old one is still there (step 2) or gone by then (3, with a dependent). step 4 mends it.
import * as pulumi from "@pulumi/pulumi";
import * as command from "@pulumi/command";

const step = new pulumi.Config().requireNumber("step");
const kept = new command.local.Command("kept", { create: step === 2 ? "exit 3" : "echo made", delete: "true", triggers: [Math.min(step, 3)] });
const gone = new command.local.Command(
    "gone",
    { create: step === 3 ? "exit 3" : "echo made", delete: "true", triggers: [Math.max(step, 2)] },
    { deleteBeforeReplace: true, dependsOn: kept },
);
new command.local.Command("dependent", { create: "echo $IN", delete: "true", environment: { IN: gone.stdout }, triggers: [gone.stdout] });

import { Command } from "commander";
import { say } from "../../setup/process.mjs";
import { ensureImages } from "./images";
import { bringUp, isComplete, machinesOf, ownerOf, takeDown, theLab } from "./lifecycle";
import { labFolder } from "./places";
import { installRequirements } from "./requirements";

const program = new Command("npm run lab --")
    .description(
        "Virtual machines in which NFS and several Docker hosts are tried: an NFS server, two Docker hosts. Needs root.",
    )
    .showHelpAfterError();

program
    .command("up")
    .description("bring the lab up, and say how to reach it; it stays until `down`")
    .action(async () => {
        await bringUp("nobody");
        await status();
    });

program
    .command("down")
    .description("turn the machines off and remove what they wrote; the images they start from stay")
    .option("--owner <process>", "only if it belongs to this process", Number)
    .action(async ({ owner }: { owner?: number }) => {
        if (owner !== undefined && owner !== ownerOf()) return;
        await takeDown();
        say("the lab is down");
    });

program
    .command("images")
    .description("make what the machines start from, unless it is there; `up` does so too")
    .action(async () => {
        await installRequirements();
        say(`the images are in ${(await ensureImages()).folder}`);
    });

program.command("status").description("say what is up, and how to reach it").action(status);

async function status(): Promise<void> {
    if (!isComplete()) {
        process.stdout.write("The lab is down.\n");
        process.exitCode = 3;
        return;
    }
    const { hosts } = theLab();
    const rows = machinesOf(theLab()).map(({ plan, address, isOn }) => [plan.name, address, isOn ? "on" : "off"]);
    const width = Math.max(...rows.map(([name]) => name.length));
    for (const [name, address, power] of rows) process.stdout.write(`${name.padEnd(width)}  ${address}  ${power}\n`);
    process.stdout.write(`
Docker:  DOCKER_HOST=${hosts[0].dockerHost} docker info
Shell:   ${hosts[0].shellCommand}
Consoles: ${labFolder}/*.console
`);
}

program.parseAsync().catch((error: unknown) => {
    process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
});

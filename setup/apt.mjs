// Debian packages, always announced before they are installed.
import { capture, must, run, say } from "./process.mjs";

export async function aptInstall(packages, why) {
    say(`${why}: installing ${packages.join(", ")} with apt-get`);
    // Without RUNLEVEL a package's own script may start its daemon half-way; this set-up starts it, and waits for it.
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
    if ((await run("apt-get", ["update", "--quiet"], { env })) !== 0) {
        say("apt-get update failed for some source; going on with the others");
    }
    const known = await Promise.all(packages.map(isKnown));
    await must(
        "apt-get",
        [
            "install",
            "--yes",
            "--quiet",
            "--option",
            "Dpkg::Use-Pty=0",
            "--no-install-recommends",
            ...packages.filter((_, index) => known[index]),
        ],
        { env, remedy: "Install these packages yourself, then run this again." },
    );
}

/** Newer releases have the docker command in a package of its own, older ones have no package of that name. */
async function isKnown(name) {
    return name !== "docker-cli" || (await capture("apt-cache", ["show", name])).stdout.trim() !== "";
}

// The browser in which tests look at pages: Debian's, since none can be downloaded everywhere.
import { aptInstall } from "./apt.mjs";
import { canInstallPackages, onPath } from "./machine.mjs";
import { say, SetupError } from "./process.mjs";

/** Resolves to the browser's path, or to nothing where there is none and none can be installed. */
export async function ensureChromium() {
    if (chromium() === undefined && canInstallPackages()) {
        try {
            await aptInstall(["chromium"], "a test looks at a page in a browser");
        } catch (error) {
            if (!(error instanceof SetupError)) {
                throw error;
            }
            say(`${error.message}\nThe tests that need a browser are skipped, and counted.`);
        }
    }
    return chromium();
}

function chromium() {
    return ["chromium", "chromium-browser", "google-chrome"].map((name) => onPath(name)).find(Boolean);
}

// What people read of several test processes: how far they are, what failed, what took longest, and the last line.

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

export function progress({ job, failed, code, seconds }, done, total, elapsedSeconds) {
    const outcome = code === 0 ? "passed" : failed > 0 ? `${failed} FAILED` : `FAILED with exit code ${code}`;
    return `${done} of ${total} at ${clock(elapsedSeconds)}: ${job.name} ${outcome} (${seconds.toFixed(1)} s)`;
}

export function sum(results) {
    const all = (count) => results.reduce((total, result) => total + result[count], 0);
    return { passed: all("passed"), failed: all("failed"), skipped: all("skipped") };
}

export function lastLine({ passed, failed, skipped }, part) {
    return `${part === undefined ? "" : `${part}: `}${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Failures once more: each was printed where it happened, which may be thousands of lines ago. */
export function listFailures(results) {
    return results.flatMap(({ job, failures }) =>
        failures.map(({ title, message }) => `FAILED ${job.name}: ${title}\n    ${message.split("\n", 1)[0]}`),
    );
}

export function listSlowest(results, count = 10) {
    const files = results.flatMap((result) => Object.entries(result.files));
    const slowest = files.sort(([, a], [, b]) => b - a).slice(0, count);
    return slowest.map(([file, seconds]) => `${seconds.toFixed(1).padStart(8)} s  ${file}`);
}

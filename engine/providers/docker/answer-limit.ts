/** Says, in seconds, how long a daemon may take to answer; Compose 1 and Docker's SDK for Python know it, too. */
export const ANSWER_LIMIT_VARIABLE = "DOCKER_CLIENT_TIMEOUT";
export const DEFAULT_ANSWER_LIMIT_SECONDS = 60;

/** @throws Error when the variable holds something else than a number of seconds above 0 */
export function answerLimitSeconds(text = process.env[ANSWER_LIMIT_VARIABLE]): number {
    if (!text) return DEFAULT_ANSWER_LIMIT_SECONDS;
    const seconds = Number(text);
    if (seconds > 0 && Number.isFinite(seconds)) return seconds;
    throw new Error(`${ANSWER_LIMIT_VARIABLE}: '${text}' is not a number of seconds above 0; correct it, or unset it`);
}

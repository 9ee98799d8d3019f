/** Lets at most so many tasks run at once; the rest wait in line. */
export class Semaphore {
    private readonly waiting: (() => void)[] = [];
    private free: number;

    constructor(limit: number) {
        this.free = Math.max(1, limit);
    }

    async run<T>(task: () => Promise<T>): Promise<T> {
        if (this.free > 0) this.free--;
        else await new Promise<void>((resolve) => this.waiting.push(resolve));
        try {
            return await task();
        } finally {
            const next = this.waiting.shift();
            if (next) next();
            else this.free++;
        }
    }
}

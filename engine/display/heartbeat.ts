/** A dot a second while nothing else is printed, so that people and build servers see that work goes on. */
export class Heartbeat {
    private isOpen = false;
    private readonly timer: NodeJS.Timeout | undefined;

    /** @param label what goes on, such as `updating` */
    constructor(
        private readonly label: string,
        suppressed: boolean,
        private readonly write: (text: string) => void,
    ) {
        if (!suppressed) this.timer = setInterval(() => this.beat(), 1000).unref();
    }

    beat(): void {
        this.write(this.isOpen ? "." : `@ ${this.label}....`);
        this.isOpen = true;
    }

    /** Ends the line of dots, if there is one: something is to be printed. */
    interrupt(): void {
        if (this.isOpen) this.write("\n");
        this.isOpen = false;
    }

    stop(): void {
        clearInterval(this.timer);
        this.interrupt();
    }
}

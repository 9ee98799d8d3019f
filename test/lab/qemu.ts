import { join } from "node:path";

export interface Emulated {
    /** The folder with kernel and initramfs. */
    images: string;
    memoryMebibytes: number;
    processors?: number;
    /** What the kernel's command line tells /lab/boot. */
    parameters: Record<string, string>;
    disks: { file: string; format: "raw" | "qcow2"; options?: string }[];
    devices: string[];
}

/**
 * Of all that TCG emulates, what Debian's programs use most; the more it has, the longer each start of a program takes.
 * Without random numbers from it, the kernel computes until it has some.
 */
const processor = "Nehalem,+rdrand";

/**
 * The command line of a virtual machine, in software: what is seen in the lab is then the same wherever it runs, and the
 * /dev/kvm of a machine that is itself virtual may be one that hangs.
 */
export function qemu({ images, memoryMebibytes, processors = 1, parameters, disks, devices }: Emulated): string[] {
    const unguarded = [
        // QEMU translates code anew for each address that it runs at: Docker's programs then start in half the time.
        "norandmaps",
        "mitigations=off",
        "nokaslr",
        "init_on_alloc=0",
        "hardened_usercopy=off",
        "apparmor=0",
        "audit=0",
    ];
    // Programs in Go ask for timers of some microseconds all the time, each of which interrupts the emulator.
    const coarseTimers = "highres=off";
    const kernel = ["quiet", "console=ttyS0", "randomize_kstack_offset=off", coarseTimers, ...unguarded];
    const lab = Object.entries(parameters).map(([name, value]) => `lab.${name}=${value}`);
    return [
        "qemu-system-x86_64",
        ...["-machine", "pc", "-accel", "tcg,thread=multi,tb-size=1024", "-cpu", processor, "-smp", String(processors)],
        ...["-m", String(memoryMebibytes), "-nodefaults", "-no-user-config", "-display", "none"],
        // QEMU ends when the machine restarts: in the same process a kernel is unpacked twenty times more slowly, as it lands
        // where code lies that was translated before.
        "-no-reboot",
        ...["-kernel", join(images, "vmlinuz"), "-initrd", join(images, "initramfs")],
        ...["-append", [...kernel, ...lab].join(" ")],
        ...disks.flatMap(({ file, format, options = "" }) => [
            "-drive",
            `file=${file},format=${format},if=virtio,discard=unmap${options}`,
        ]),
        ...devices,
    ];
}

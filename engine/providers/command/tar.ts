const BLOCK_BYTES = 512;

function padded(bytes: Buffer): Buffer {
    return Buffer.concat([bytes, Buffer.alloc((BLOCK_BYTES - (bytes.length % BLOCK_BYTES)) % BLOCK_BYTES)]);
}

/** Name and prefix of a ustar header, split as late as the 100 bytes of the name allow; nothing if it does not fit. */
function ustarName(path: string): { name: string; prefix: string } | undefined {
    if (!/^[\x01-\x7f]*$/.test(path)) return undefined;
    if (path.length <= 100) return { name: path, prefix: "" };
    const slash = path.lastIndexOf("/", 155);
    const [prefix, name] = [path.slice(0, slash), path.slice(slash + 1)];
    return slash > 0 && name.length > 0 && name.length <= 100 ? { name, prefix } : undefined;
}

function header(name: string, prefix: string, sizeBytes: number): Buffer {
    const block = Buffer.alloc(BLOCK_BYTES);
    const octal = (value: number, at: number, length: number) =>
        block.write(value.toString(8).padStart(length, "0"), at);
    block.write(name, 0);
    octal(0o600, 100, 7);
    octal(0, 108, 7);
    octal(0, 116, 7);
    octal(sizeBytes, 124, 11);
    octal(0, 136, 11);
    block.write("        0", 148);
    block.write("ustar\x0000", 257);
    octal(0, 329, 7);
    octal(0, 337, 7);
    block.write(prefix, 345);
    octal(
        block.reduce((sum, byte) => sum + byte, 0),
        148,
        6,
    );
    block[154] = 0;
    return block;
}

/**
 * The tar archive over which Pulumi computes an archive's hash. tar-stream cannot write it: it ends numbers differently from
 * Go's archive/tar, and the hash is over every byte. (A name that does not fit a ustar header gets a hash other than Pulumi's.)
 */
export function tarOf(files: { name: string; bytes: Buffer }[]): Buffer {
    const blocks = files.flatMap(({ name: path, bytes }) => {
        const fitting = ustarName(path);
        const named = fitting ? header(fitting.name, fitting.prefix, bytes.length) : padded(Buffer.from(path));
        return [named, padded(bytes)];
    });
    return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK_BYTES)]);
}

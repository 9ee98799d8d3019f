/** Sorts texts as Docker's templates list keys: by their bytes in UTF-8, where JavaScript goes by UTF-16. */
export function byteOrder(one: string, other: string): number {
    return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/** One bug of the kind that people make, and the tests that have to notice it. */
export interface Mutant {
    /** A few words, by which it can be asked for. */
    name: string;
    /** What holds no more with it. */
    guarantee: string;
    /** From the repository's root. */
    file: string;
    /** A text that the file has exactly once. */
    find: string;
    replace: string;
    /** Files of tests that run in `npm test`, from the repository's root. */
    tests: string[];
    /** As mocha's: the tests of these files that run, where all would take long. */
    grep?: string;
}

/** The text of the mutant's file with the bug in it; an error if the file is not any more what the mutant was written for. */
export function planted(text: string, { name, file, find, replace }: Mutant): string {
    const parts = text.split(find);
    if (parts.length !== 2) {
        const found = parts.length === 1 ? "nowhere" : `${parts.length - 1} times`;
        throw new Error(`mutant "${name}" is out of date: what it replaces is ${found} in ${file}:\n${find}`);
    }
    return parts.join(replace);
}

/** Those whose names have one of the words in them; all without words. An error for a word that names none. */
export function selected(mutants: Mutant[], words: string[]): Mutant[] {
    const isMeant = (word: string, { name }: Mutant): boolean => name.toLowerCase().includes(word.toLowerCase());
    for (const word of words) {
        if (!mutants.some((mutant) => isMeant(word, mutant))) throw new Error(`no mutant has "${word}" in its name`);
    }
    return words.length === 0 ? mutants : mutants.filter((mutant) => words.some((word) => isMeant(word, mutant)));
}

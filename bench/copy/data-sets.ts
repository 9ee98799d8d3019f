/** What is copied: a name for the table, and shell that fills the folder it runs in. */
export const DATA_SETS = [
    { name: "16 files of 256 MiB", fill: "for i in $(seq 16); do head -c 268435456 /dev/urandom > file-$i; done" },
    {
        name: "20,000 files of 4 KiB",
        fill: `for i in $(seq 200); do mkdir d-$i; head -c 409600 /dev/urandom | split -b 4096 -a 3 - d-$i/f-; done`,
    },
];

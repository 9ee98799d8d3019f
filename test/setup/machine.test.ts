import assert from "node:assert/strict";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDebianLike, onPath, withSystemFolders } from "../../setup/machine.mjs";
import { temporaryFolder } from "../temporary-folder";

describe("What the set-up knows of a machine", () => {
    const folder = temporaryFolder("machine");

    it("installs packages only on Debian, Ubuntu and what is made from them", () => {
        assert.equal(isDebianLike('PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n'), true);
        assert.equal(isDebianLike("ID=ubuntu\nID_LIKE=debian\n"), true);
        assert.equal(isDebianLike('ID=linuxmint\nID_LIKE="ubuntu debian"\n'), true);
        assert.equal(isDebianLike('ID="rocky"\nID_LIKE="rhel centos fedora"\n'), false);
        assert.equal(isDebianLike("NAME=notdebian\nVERSION_ID=debian\n"), false);
    });

    it("finds a command only where it can be executed", () => {
        const [first, second] = ["first", "second"].map((name) => join(folder, name));
        for (const place of [first, second]) {
            mkdirSync(place);
            writeFileSync(join(place, "pulumi"), "");
        }
        mkdirSync(join(second, "docker"));
        chmodSync(join(second, "pulumi"), 0o755);
        assert.equal(onPath("pulumi", `${first}::${second}`), join(second, "pulumi"));
        assert.equal(onPath("docker", second), undefined, "a folder is no command");
        assert.equal(onPath("pulumi", ""), undefined);
    });

    it("adds the folders of root's programs to PATH once, behind what was there", () => {
        assert.equal(withSystemFolders("/bin:/usr/sbin"), "/bin:/usr/sbin:/usr/local/sbin:/sbin");
        assert.equal(withSystemFolders(withSystemFolders("/bin")), withSystemFolders("/bin"));
    });
});

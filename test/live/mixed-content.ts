/**
 * Everything that makes up a tree: type, mode, owner, time, links, content, ACLs, extended attributes. The root of a copy has
 * one attribute more: what it is a copy of.
 */
export const FINGERPRINT = `
    find . -printf '%P %y %m %U %G %T@ %l\\n' | sort
    find . -type f -printf '%P %n %s\\n' | sort
    find . -type f -print0 | sort -z | xargs -0r sha256sum
    find . ! -type l -print0 | sort -z | xargs -0r getfacl -np 2>/dev/null
    find . -mindepth 1 -print0 | sort -z | xargs -0r getfattr -h -d -m - -e hex 2>/dev/null || true`;

/** Content with all that a copy can lose. */
export const MIXED = `
    mkdir -p 'a folder/deep'; echo one > 'a folder/deep/file with spaces'; ln 'a folder/deep/file with spaces' hard-link
    ln -s '/no where' symbolic-link; mkfifo pipe; truncate -s 10M sparse; echo end >> sparse
    head -c 300000 /dev/urandom > random; chown 1234:5678 random; chmod 4751 random; touch -d '2001-02-03 04:05:06.789' random
    setfattr -n user.note -v kept random; setfacl -m u:99:rwx 'a folder'; printf '' > $(printf 'line\\nbreak')
    chmod 1770 .; touch -d '2002-03-04 05:06:07.8' 'a folder' .`;

# What a fresh Debian machine lacks: the database server and npm for the tests, a linker for the ahead-of-time compiler.

install_what_is_missing() {
    local missing=()
    has_postgres || missing+=(postgresql)
    command -v npm >/dev/null || missing+=(npm)
    command -v clang >/dev/null || missing+=(clang)
    command -v ld.lld >/dev/null || missing+=(lld)
    dpkg -s zlib1g-dev >/dev/null 2>&1 || missing+=(zlib1g-dev)

    if ((${#missing[@]} == 0)); then
        echo "nothing to install"
        return
    fi
    echo "installing: ${missing[*]}"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >/dev/null
}

# Debian keeps the server's programs out of PATH.
has_postgres() {
    command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}

as_root() {
    if [[ $(id -u) -eq 0 ]]; then "$@"; else sudo -n "$@"; fi
}

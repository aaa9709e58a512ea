# Runs tests and counts them from the summary that each test project prints:
#   Passed!  - Failed:     0, Passed:    37, Skipped:     0, Total:    37, Duration: 749 ms - Some.Tests.dll (net10.0)
# The runner ends with 0 even when it found no test, so the count is what is believed.
passed=0
failed=0

# Tests make databases by the hundred, each of some nine hundred files, and throw them away. In memory that costs a tenth of the
# processors' time, and nothing of what is tried can be told from it: processes are killed there, machines are not. Where a container
# has little memory of that kind, or lets no program run from it, they stay on the disk.
readonly room_for_tests_kb=$((3 * 1024 * 1024))

put_test_files_in_memory() {
    local free
    free=$(df --output=avail /dev/shm 2>/dev/null | tail -n 1) || free=0
    if ((${free:-0} < room_for_tests_kb)); then echo "test files stay on the disk"; return; fi

    in_memory=$(mktemp -d /dev/shm/pp-XXXXXX)
    printf '#!/bin/sh\n' >"$in_memory/runs"
    chmod 0711 "$in_memory" "$in_memory/runs"
    if ! "$in_memory/runs" 2>/dev/null; then echo "test files stay on the disk"; return; fi
    export TMPDIR=$in_memory
    echo "test files are in memory: $in_memory"
}

# The GoogleSQL server and Google's own clients, as the lock file pins them. The packages bring all they need; no script of
# theirs need run.
install_test_tools() {
    npm ci --prefix tests/tools --ignore-scripts --no-audit --no-fund
}

# All but those from end to end, which run with the packages.
run_tests_of_parts() {
    local part status=0
    for part in Tests IntegrationTests GoogleSqlTests; do
        PULSEPOINT_ATTACK_TALLY=$work/attacks.txt run_tests "tests/Pulsepoint.Mcp.$part" --no-build || status=1
    done
    cat "$work/attacks.txt"
    return "$status"
}

# What passes here passed before, under other circumstances, and does not count again; what fails does.
run_tests_again() {
    local before=$passed
    run_tests "$@"
    passed=$before
}

# Counts what passes and what fails.
run_tests() {
    local status=0
    dotnet test "$@" </dev/null 2>&1 | tee "$work/tests.log" || status=$?
    passed=$((passed + $(sum_of Passed)))
    failed=$((failed + $(sum_of Failed)))

    if ((status != 0 || failed > 0)); then fail "tests failed"; return; fi
    if (($(sum_of Passed) == 0)); then fail "no test was run"; return; fi
}

sum_of() {
    { grep -E '^ *(Passed|Failed)! +- Failed: ' "$work/tests.log" || true; } \
        | { grep -oE "$1: +[0-9]+" || true; } \
        | awk '{ sum += $2 } END { print sum + 0 }'
}

# Debian keeps one server; where there are several, the walls must hold on each. The whole suite ran on the newest.
run_walls_on_other_servers() {
    local programs servers=(/usr/lib/postgresql/*/bin)
    if ((${#servers[@]} < 2)); then echo "only one server here: ${servers[*]}"; return; fi

    for programs in "${servers[@]}"; do
        "$programs/postgres" --version
        PULSEPOINT_PG_BIN=$programs run_tests_again tests/Pulsepoint.Mcp.IntegrationTests --no-build \
            --filter 'FullyQualifiedName~IntegrationTests.Tenancy|FullyQualifiedName~IntegrationTests.Migrations'
    done
}
